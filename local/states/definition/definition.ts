import type { Integration } from '../integrations/integration.ts';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A state machine's definition, read and found playable. */
export interface Definition extends Flow {
  /** Undefined when an execution may run as long as it likes. */
  readonly timeoutSeconds: number | undefined;
}

/** States that run one after another: a whole machine, a branch of a Parallel, the iterator of a Map. */
export interface Flow {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** A state, by its type. */
export type State =
  | TaskState
  | WaitState
  | ChoiceState
  | PassState
  | SucceedState
  | FailState
  | MapState
  | ParallelState;

interface StateBase {
  readonly name: string;
  /** Undefined: what the type says. */
  readonly output: Json | undefined;
}

/** What a state that is left for another, or ends its flow, has. */
interface Passable extends StateBase {
  /** Undefined ends the flow. */
  readonly next: string | undefined;
  readonly assign: JsonObject | undefined;
}

/** What a state has whose work can fail. */
export interface Retriable extends Passable {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskState extends Retriable {
  readonly type: 'Task';
  readonly resource: string;
  readonly integration: Integration;
  readonly arguments: Json | undefined;
  readonly timeoutSeconds: Json | undefined;
}

export interface WaitState extends Passable {
  readonly type: 'Wait';
  readonly seconds: Json | undefined;
  readonly timestamp: string | undefined;
}

export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
  /** Counts when no rule matches. */
  readonly assign: JsonObject | undefined;
}

export interface ChoiceRule {
  readonly condition: Json;
  readonly next: string;
  readonly output: Json | undefined;
  readonly assign: JsonObject | undefined;
}

export interface PassState extends Passable {
  readonly type: 'Pass';
}

export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}

export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export interface MapState extends Retriable {
  readonly type: 'Map';
  readonly items: Json | undefined;
  readonly itemSelector: Json | undefined;
  readonly maxConcurrency: Json | undefined;
  readonly itemProcessor: Flow;
}

export interface ParallelState extends Retriable {
  readonly type: 'Parallel';
  readonly arguments: Json | undefined;
  readonly branches: readonly Flow[];
}

/** When and how often a state is tried again. */
export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitterStrategy: 'NONE' | 'FULL';
}

/** Where a state's error leads. */
export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly output: Json | undefined;
  readonly assign: JsonObject | undefined;
}
