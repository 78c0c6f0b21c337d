/** How an execution stands, as the API tells it. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution of a state machine, as it is told and kept. */
export interface Execution {
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  readonly status: ExecutionStatus;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  /** Milliseconds since the epoch; undefined while it runs. */
  readonly stopDate?: number;
  /** JSON text, of one that succeeded. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** The state that was entered last. */
  readonly currentState?: string;
}

/** How an execution ended. */
export type Ending = Pick<Execution, 'output' | 'error' | 'cause'> & {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
};
