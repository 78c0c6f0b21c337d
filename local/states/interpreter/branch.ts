import type { Clock } from '../clock.ts';
import type { Json, JsonObject } from '../definition/definition.ts';
import type { History } from '../executions/history.ts';
import type { RoleSession } from '../integrations/integration.ts';

/** An execution under way, as its states see it. */
export interface Run {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly history: History;
  readonly region: string;
  /** Who the execution's tasks act as. */
  readonly session: RoleSession;
  /** The context object's Execution and StateMachine. */
  readonly context: JsonObject;
  /** Told of every state that is entered, and whether it is within another. */
  readonly onEnter: (state: string, isInner: boolean) => void;
}

/** A flow of states under way: the machine's own, or one within a Map or a Parallel. */
export interface Branch {
  readonly run: Run;
  /** Ends the branch with the signal's reason. */
  readonly signal: AbortSignal;
  /** Whether it is within a Map or a Parallel. */
  readonly isInner: boolean;
  /** What the context object has besides, of a Map's iteration. */
  readonly context: JsonObject;
  /** The workflow's variables by name, those of the outer branch among them. */
  variables: Readonly<Record<string, Json>>;
  lastEventId: number;
}

/** Adds an event to the history, after the branch's last, and goes on from it. */
export function record(branch: Branch, type: string, details: JsonObject = {}): number {
  branch.lastEventId = note(branch, type, details);
  return branch.lastEventId;
}

/** Adds an event that the branch does not go on from: what comes next follows the same event as it does. */
export function note(branch: Branch, type: string, details: JsonObject = {}): number {
  return branch.run.history.add({ type, previousEventId: branch.lastEventId, details });
}
