/** The members that several operations' requests share, with the constraints of the service's model. */

/** The ARN of a state machine or an execution. */
export const arn = { type: 'string', minLength: 1, maxLength: 256 } as const;

/** The name of an execution. */
export const executionName = { type: 'string', minLength: 1, maxLength: 80 } as const;
