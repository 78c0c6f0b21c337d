import { defaultSettings } from '../../infra/settings.ts';
import type { Failure } from '../../infra/training/failures.ts';
import { withoutAction, withoutGrant } from '../rights/take-away.ts';
import type { Rehearsal } from '../running/training-stage.ts';

/** Something that can happen, and the failure of the training that it ends in. */
export interface Provocation {
  readonly failure: Failure;
  /** What happens, for people. */
  readonly name: string;
  /** What the execution's cause must say. */
  readonly cause: RegExp;
  /** The numbers of versions that may be there before; a model that is worse needs one to be worse than. */
  readonly before: readonly number[];
  /** How far the API then says that the first model has come. */
  readonly state: 'NOT_TRAINED' | 'FAILED' | 'REFUSED';
  /** What the template has become. */
  readonly change?: (template: string) => string;
  /** What is done before the training. */
  readonly prepare?: (rehearsal: Rehearsal) => void;
  /** The state of the workflow that a statement of the warehouse fails in, and which entry into it. */
  readonly failsIn?: { readonly state: string; readonly entry?: number };
}

const anyBefore = [0, 1];
const badStatement = 'ERROR: the fault "fail" ended the statement';

/** At least one for each failure of the training. */
export const provocations: readonly Provocation[] = [
  {
    ...{ failure: 'DataMissing', name: 'the history is not in the bucket', cause: /Status Code: 404/ },
    ...{ before: anyBefore, state: 'NOT_TRAINED' },
    prepare: ({ removeHistory }) => removeHistory(),
  },
  {
    ...{ failure: 'PreparationFailed', name: 'the workflow has lost its right to run SQL', before: anyBefore },
    ...{ cause: /not authorized to perform: redshift-data:ExecuteStatement/, state: 'NOT_TRAINED' },
    change: (template) => withoutAction(template, 'TrainingRole', 'redshift-data:ExecuteStatement'),
  },
  {
    ...{ failure: 'DataRefused', name: 'a row of the history is broken', before: anyBefore, state: 'FAILED' },
    cause: /^sql\/load\/copy_loan_history.sql: /,
    prepare: ({ history, putHistory }) => putHistory(history.replace(/\n\d+,\d+,/, '\n1,old,')),
  },
  {
    ...{ failure: 'DataRefused', name: 'the history has too few cases', before: anyBefore, state: 'FAILED' },
    cause: /^\d+ cases are too few; 500 are needed.$/,
    prepare: ({ history, putHistory }) => putHistory(history.split('\n').slice(0, 301).join('\n')),
  },
  {
    ...{ failure: 'DataRefused', name: 'all cases ended alike', before: anyBefore, state: 'FAILED' },
    cause: /^All \d+ cases ended alike.$/,
    prepare: ({ history, putHistory }) => putHistory(history.replaceAll(',False,', ',True,')),
  },
  {
    ...{ failure: 'TrainingFailed', name: 'CREATE MODEL fails', before: anyBefore, state: 'FAILED' },
    cause: new RegExp(`^sql/model/create_model.sql: ${badStatement}$`),
    failsIn: { state: 'CreateModel.Execute', entry: 2 },
  },
  {
    ...{ failure: 'TrainingFailed', name: 'the model ends as failed', before: anyBefore, state: 'FAILED' },
    cause: /^The state of predict_outcome_v\d is: failed$/,
    // The database takes what the learner does not.
    prepare: withHistory(({ earlier: [first = '', ...others], later }) => [
      ...[first.replace(/^((?:[^,]*,){6})[^,]*/, '$1Infinity'), ...others, ...later],
    ]),
  },
  {
    ...{ failure: 'EvaluationFailed', name: 'the evaluation fails', before: anyBefore, state: 'FAILED' },
    cause: new RegExp(`^sql/model/evaluate.sql: ${badStatement}$`),
    failsIn: { state: 'Evaluate' },
  },
  {
    ...{ failure: 'GateRefused', name: 'too few cases evaluate the model', before: anyBefore, state: 'REFUSED' },
    cause: /^predict_outcome_v\d: Fewer than 100 cases after the cut-off evaluate it.$/,
    prepare: withHistory(({ earlier, later }) => [...earlier, ...later.slice(0, 99)]),
  },
  {
    ...{ failure: 'GateRefused', name: 'the evaluating cases ended alike', before: anyBefore, state: 'REFUSED' },
    cause: /^predict_outcome_v\d: The cases after the cut-off all ended alike, so they evaluate nothing.$/,
    prepare: withHistory(({ earlier, later }) => [...earlier, ...later.map((row) => row.replace(',False,', ',True,'))]),
  },
  {
    ...{ failure: 'GateRefused', name: 'the model is worse than the active one', before: [1], state: 'REFUSED' },
    cause: /^predict_outcome_v2: It is worse than the active version.$/,
    prepare: withHistory(({ earlier, later }) => [...earlier.map(flip), ...later]),
  },
  {
    ...{ failure: 'SmokeTestFailed', name: 'the Lambda may not use the new model', before: anyBefore, state: 'FAILED' },
    cause: /permission denied for function or procedure predict_outcome_v\d_/,
    change: (template) => withoutGrant(template, 'GRANT EXECUTE ON MODEL recourse.{{model}} TO ROLE predictor'),
  },
  {
    ...{ failure: 'SmokeTestFailed', name: 'the workflow may not invoke the Lambda', before: anyBefore },
    ...{ cause: /not authorized to perform: lambda:InvokeFunction/, state: 'FAILED' },
    change: (template) => withoutAction(template, 'TrainingRole', 'lambda:InvokeFunction'),
  },
  {
    ...{ failure: 'ActivationFailed', name: 'the switch fails', before: anyBefore, state: 'FAILED' },
    cause: new RegExp(`^sql/model/activate_version.sql: ${badStatement}$`),
    failsIn: { state: 'Activate' },
  },
  {
    ...{ failure: 'CleanUpFailed', name: 'an older version cannot be dropped', before: [2], state: 'FAILED' },
    cause: new RegExp(`^sql/model/drop_model.sql: ${badStatement}$`),
    failsIn: { state: 'DropOld' },
  },
];

/** What the API is to say after the failure: of the version before, unless the switch was done. */
export function expectedAnswer({ failure, state }: Provocation, before: number): string {
  const answering = failure === 'CleanUpFailed' ? before + 1 : before;
  return answering === 0 ? `ModelNotReady ${state}` : `version ${answering}`;
}

interface Cases {
  /** Rows before the cut-off. */
  readonly earlier: readonly string[];
  /** Rows from the cut-off on. */
  readonly later: readonly string[];
}

function withHistory(choose: (cases: Cases) => readonly string[]): (rehearsal: Rehearsal) => void {
  return ({ history, putHistory }) => {
    const [titles = '', ...cases] = history.trim().split('\n');
    const isLater = (row: string) => row.slice(-10) >= defaultSettings.cutOff;
    const rows = choose({ earlier: cases.filter((row) => !isLater(row)), later: cases.filter(isLater) });
    putHistory(`${[titles, ...rows].join('\n')}\n`);
  };
}

const flip = (row: string) => row.replace(/,(True|False),/, (_, won) => (won === 'True' ? ',False,' : ',True,'));
