import { channel } from 'node:diagnostics_channel';
import type { ExecutionStatus } from './execution.ts';

/** A step of an execution: a state that was entered, or its end. */
export interface Transition {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: ExecutionStatus;
  /** The state that was entered; undefined at the end. */
  readonly state?: string;
}

/** Where whoever watches this process is told of every transition, as it happens. */
export const transitions = channel('recourse:states:transition');
