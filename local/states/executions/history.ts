import type { Json } from '../definition/definition.ts';
import { StateError } from '../interpreter/state-error.ts';
import type { Ending } from './execution.ts';

/** What the details of an event hold; text that stands for JSON is JSON text. */
export type EventDetails = Readonly<Record<string, Json | undefined>>;

/** One event of an execution's history. */
export interface HistoryEvent {
  /** From 1. */
  readonly id: number;
  /** 0 for the first. */
  readonly previousEventId: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** e.g. `TaskStateEntered`. */
  readonly type: string;
  readonly details: EventDetails;
}

/** The events of one execution. */
export interface History {
  readonly events: readonly HistoryEvent[];
  /** Appends an event and gives its id; throws StateError States.Runtime when the history is full. */
  add(event: Pick<HistoryEvent, 'type' | 'details' | 'previousEventId'>): number;
}

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const mostEvents = 25_000;

/** Begins an empty history. */
export function createHistory(now: () => number): History {
  const events: HistoryEvent[] = [];
  return {
    events,
    add({ type, previousEventId, details }) {
      // The last place is for the execution's end.
      if (events.length >= mostEvents - 1 && !type.startsWith('Execution')) {
        const cause = `The execution reached the maximum number of history events (${mostEvents}).`;
        throw new StateError('States.Runtime', cause);
      }
      const id = events.length + 1;
      events.push({ id, previousEventId, timestamp: now(), type, details });
      return id;
    },
  };
}

/** The event with which an execution begins. */
export function startEvent(input: string, roleArn: string | undefined): Pick<HistoryEvent, 'type' | 'details'> {
  return { type: 'ExecutionStarted', details: { input, roleArn } };
}

const endTypes: Readonly<Record<Ending['status'], string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** The event with which an execution ends. */
export function endEvent({ status, output, error, cause }: Ending): Pick<HistoryEvent, 'type' | 'details'> {
  return { type: endTypes[status], details: { output, error, cause } };
}
