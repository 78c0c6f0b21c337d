import type { Json } from '../definition/definition.ts';
import { StateError } from '../interpreter/state-error.ts';

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
  add(type: string, previousEventId: number, details?: EventDetails): number;
}

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const mostEvents = 25_000;

/** Begins an empty history. */
export function createHistory(now: () => number): History {
  const events: HistoryEvent[] = [];
  return {
    events,
    add(type, previousEventId, details = {}) {
      // The last place is for the execution's end.
      if (events.length >= mostEvents - 1 && !type.startsWith('Execution')) {
        throw new StateError(
          'States.Runtime',
          `The execution reached the maximum number of history events (${mostEvents}).`,
        );
      }
      const id = events.length + 1;
      events.push({ id, previousEventId, timestamp: now(), type, details });
      return id;
    },
  };
}
