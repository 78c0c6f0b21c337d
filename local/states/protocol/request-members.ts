/** The members that several operations' requests share, with the constraints of the service's model. */

/** The ARN of a state machine or an execution. */
export const arn = { type: 'string', minLength: 1, maxLength: 256 } as const;

/** The name of an execution. */
export const executionName = { type: 'string', minLength: 1, maxLength: 80 } as const;

/** Pages of a list; a page of 0 is one of the service's own choice. */
export const pageMembers = {
  maxResults: { type: 'integer', least: 0, most: 1_000 },
  nextToken: { type: 'string', minLength: 1, maxLength: 1_024 },
} as const;
