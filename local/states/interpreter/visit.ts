import type { Json, JsonObject, State } from '../definition/definition.ts';
import {
  evaluateAs,
  evaluateTemplate,
  type FieldTypes,
  QueryEvaluationError,
} from '../expressions/evaluate-template.ts';
import { type Branch, record } from './branch.ts';
import { StateError } from './state-error.ts';

/** A state while it is in: what it was given, and its fields' evaluation. */
export interface Visit<S extends State = State> {
  readonly state: S;
  readonly input: Json;
  readonly branch: Branch;
  readonly context: JsonObject;
  /** Evaluates a field. Throws StateError States.QueryEvaluationError. */
  evaluate(template: Json, field: string, states?: StatesVariable): Promise<Json>;
  /** Evaluates a field that takes one type. Throws StateError States.QueryEvaluationError. */
  evaluateAs<Type extends keyof FieldTypes>(
    type: Type,
    template: Json,
    field: string,
    states?: StatesVariable,
  ): Promise<FieldTypes[Type]>;
  /** Throws StateError States.QueryEvaluationError for a number that a field does not take. */
  requireInteger(value: number, field: string, least: number): void;
  /** Why the state failed, in the form of AWS's own errors. */
  error(name: string, sentence: string): StateError;
}

/** What `$states` has besides input and context. */
export interface StatesVariable {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** In place of the state's own, for a Map's ItemSelector. */
  readonly context?: JsonObject;
}

const most = 99_999_999;

/** Enters a state for an attempt; the first enters it into the history. */
export function createVisit<S extends State>(visit: {
  readonly state: S;
  readonly input: Json;
  readonly branch: Branch;
  readonly enteredEventId: number;
  readonly context: JsonObject;
}): Visit<S> {
  const { state, input, branch, enteredEventId, context } = visit;
  const bindings = (states: StatesVariable) => ({ ...branch.variables, states: { input, context, ...states } });
  const error = (name: string, sentence: string) => {
    const place = `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredEventId}).`;
    return new StateError(name, `${place} ${sentence}`);
  };
  const evaluating = async <Result>(evaluation: Promise<Result>): Promise<Result> => {
    try {
      return await evaluation;
    } catch (failure) {
      if (!(failure instanceof QueryEvaluationError)) throw failure;
      const told = error('States.QueryEvaluationError', failure.message);
      const details = { error: told.error ?? '', cause: told.explanation ?? '', location: failure.field };
      record(branch, 'EvaluationFailed', { ...details, state: state.name });
      throw told;
    }
  };
  return {
    ...{ state, input, branch, context, error },
    evaluate: (template, field, states = {}) => evaluating(evaluateTemplate(template, field, bindings(states))),
    requireInteger(value, field, least) {
      if (Number.isInteger(value) && value >= least && value <= most) return;
      const range = `a whole number from ${least} to ${most}`;
      throw error('States.QueryEvaluationError', `The field '${field}' must be ${range}, found ${value}.`);
    },
    evaluateAs: (type, template, field, states = {}) => evaluating(evaluateAs(type, template, field, bindings(states))),
  };
}
