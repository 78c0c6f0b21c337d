import type { State } from './run-statements.ts';

/** How a run can fail: the names of its last states, which are also its errors. */
export const failures = {
  DataMissing: 'The loan history is not in the bucket.',
  PreparationFailed: 'Tables, users or rights could not be made.',
  DataRefused: 'The loan history could not be loaded or teaches nothing.',
  TrainingFailed: 'CREATE MODEL failed.',
  EvaluationFailed: 'The model could not be evaluated.',
  GateRefused: 'The model may not answer.',
  SmokeTestFailed: 'The serving Lambda could not use the model.',
  ActivationFailed: 'The version could not be made the one that answers.',
  CleanUpFailed: 'The version answers, but older ones could not be dropped.',
} as const;

/** Name of a failure. */
export type Failure = keyof typeof failures;

/** The last states, one for each failure; `EndFailed` chooses by the variable `failure`, an error and its cause. */
export function failureStates(): Readonly<Record<string, State>> {
  const names = Object.keys(failures) as Failure[];
  return {
    EndFailed: {
      Type: 'Choice',
      Choices: names.map((name) => ({ Condition: `{% $failure.error = '${name}' %}`, Next: name })),
      Default: 'PreparationFailed',
    },
    ...Object.fromEntries(
      names.map((name) => [
        name,
        { Type: 'Fail', Comment: failures[name], Error: name, Cause: '{% $failure.cause %}' },
      ]),
    ),
  };
}

/** A catcher that ends the run in this failure, by default once the registry tells of it. */
export function failing(error: Failure, Next: Failure | 'RecordFailure' = 'RecordFailure'): State {
  const cause = '{% $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : $states.errorOutput.Error %}';
  return { ErrorEquals: ['States.ALL'], Assign: { failure: { error, cause } }, Next };
}

/** The rest of a choice that finds fault with the data, for a reason in JSONata. */
export function refusal(cause: string): State {
  return { Assign: { failure: { error: 'DataRefused', cause: `{% ${cause} %}` } }, Next: 'RecordFailure' };
}
