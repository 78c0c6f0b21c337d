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
  /** Told of every state that is entered. */
  readonly onEnter: (state: string) => void;
}

/** A flow of states under way: the machine's own, or one within a Map or a Parallel. */
export interface Branch {
  readonly run: Run;
  /** Ends the branch with the signal's reason. */
  readonly signal: AbortSignal;
  /** What the context object has besides, of a Map's iteration. */
  readonly context: JsonObject;
  /** The workflow's variables by name, those of the outer branch among them. */
  variables: Readonly<Record<string, Json>>;
  lastEventId: number;
}

/** Adds an event to the history, after the branch's last. */
export function record(branch: Branch, type: string, details: JsonObject = {}): number {
  branch.lastEventId = branch.run.history.add(type, branch.lastEventId, details);
  return branch.lastEventId;
}

/** A branch within a branch: it sees the outer variables, and its events follow the given one. */
export function innerBranch(
  { run, variables, context }: Branch,
  inner: { readonly signal: AbortSignal; readonly lastEventId: number; readonly context?: JsonObject },
): Branch {
  return { run, variables, context, ...inner };
}
