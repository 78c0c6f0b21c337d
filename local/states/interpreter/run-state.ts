import type { Json, JsonObject, State } from '../definition/definition.ts';
import { type Branch, note, record } from './branch.ts';
import { requireSize } from './data-limit.ts';
import { createRetries, findCatcher } from './error-handling.ts';
import { isTerminal, StateError } from './state-error.ts';
import { choose } from './state-types/choice.ts';
import { fail } from './state-types/fail.ts';
import { runMap } from './state-types/map.ts';
import { runParallel } from './state-types/parallel.ts';
import { runTask } from './state-types/task.ts';
import { wait } from './state-types/wait.ts';
import { createVisit, type StatesVariable, type Visit } from './visit.ts';

/** How a state is left: where to, and what its Output and Assign see. */
export interface Outcome {
  /** Undefined ends the flow. */
  readonly next: string | undefined;
  readonly output: Json | undefined;
  readonly assign: JsonObject | undefined;
  readonly states: StatesVariable;
  /** Before the names of the fields, e.g. `Choices[0]/`. */
  readonly place: string;
}

interface Exit {
  readonly next: string | undefined;
  readonly output: Json;
}

/** Runs one state, again and again as its retriers say. Throws StateError that no catcher of the state catches. */
export async function runState(state: State, input: Json, branch: Branch): Promise<Exit> {
  const { run } = branch;
  const enteredTime = new Date(run.clock.now()).toISOString();
  const details = { name: state.name, input: JSON.stringify(input) };
  const enteredEventId = record(branch, `${state.type}StateEntered`, details);
  run.onEnter(state.name, branch.isInner);
  const retries = createRetries('retry' in state ? state.retry : [], run.random);
  for (let retryCount = 0; ; retryCount++) {
    const context = {
      ...{ ...run.context, ...branch.context },
      State: { EnteredTime: enteredTime, Name: state.name, RetryCount: retryCount },
    };
    const visit = createVisit({ state, input, branch, enteredEventId, context });
    try {
      return await leave(visit, await perform(visit));
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const delaySeconds = retries.next(error);
      if (delaySeconds === undefined) {
        recordFailure(state, branch, error);
        return leave(visit, caught(state, branch, error));
      }
      await run.clock.sleep(delaySeconds * 1_000, branch.signal);
    }
  }
}

/** Does what the state's type says. Throws StateError. */
async function perform(visit: Visit): Promise<Outcome> {
  const { state } = visit;
  switch (state.type) {
    case 'Task':
      return outcomeOf(state, await runTask({ ...visit, state }));
    case 'Map':
      return outcomeOf(state, await runMap({ ...visit, state }));
    case 'Parallel':
      return outcomeOf(state, await runParallel({ ...visit, state }));
    case 'Wait':
      await wait({ ...visit, state });
      return outcomeOf(state);
    case 'Choice':
      return choose({ ...visit, state });
    case 'Pass':
      return outcomeOf(state);
    case 'Succeed':
      return { next: undefined, assign: undefined, output: state.output, states: {}, place: '' };
    case 'Fail':
      return fail({ ...visit, state });
  }
}

function outcomeOf(state: Extract<State, { assign: unknown; next: unknown }>, result?: Json): Outcome {
  const { next, output, assign } = state;
  return { next, output, assign, states: result === undefined ? {} : { result }, place: '' };
}

function recordFailure(state: State, branch: Branch, error: StateError): void {
  if ((state.type === 'Map' || state.type === 'Parallel') && !isTerminal(error)) {
    record(branch, `${state.type}StateFailed`);
  }
}

/** Where a catcher of the state takes the error; throws it when none does. */
function caught(state: State, branch: Branch, error: StateError): Outcome {
  const found = findCatcher('catch' in state ? state.catch : [], error);
  if (!found) {
    // AWS says so of a task that ends a branch, not of one that ends the execution.
    if (state.type === 'Task' && branch.isInner && !isTerminal(error)) note(branch, 'TaskStateAborted');
    throw error;
  }
  const { catcher, index } = found;
  const errorOutput = { Error: error.error ?? '', Cause: error.explanation ?? '' };
  return { ...catcher, states: { errorOutput }, place: `Catch[${index}]/` };
}

/** Output and Assign see the same variables: what is assigned counts from the next state on. */
async function leave({ state, input, branch, evaluate }: Visit, outcome: Outcome): Promise<Exit> {
  const { states, place } = outcome;
  const assigned = outcome.assign === undefined ? {} : await evaluate(outcome.assign, `${place}Assign`, states);
  const output =
    outcome.output === undefined
      ? firstGiven(states.result, states.errorOutput, input)
      : await evaluate(outcome.output, `${place}Output`, states);
  requireSize(state.name, output);
  requireSize(state.name, assigned);
  const variables = assigned as Readonly<Record<string, Json>>;
  branch.variables = { ...branch.variables, ...variables };
  record(branch, `${state.type}StateExited`, {
    name: state.name,
    output: JSON.stringify(output),
    ...(outcome.assign && { assignedVariables: textsOf(variables) }),
  });
  return { next: outcome.next, output };
}

/** The first value that is there; null is one. */
function firstGiven(...values: readonly [...(Json | undefined)[], Json]): Json {
  return values.find((value) => value !== undefined) ?? null;
}

function textsOf(variables: Readonly<Record<string, Json>>): JsonObject {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)]));
}
