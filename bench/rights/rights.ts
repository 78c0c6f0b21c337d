import type { Stage } from '../running/training-stage.ts';
import { withoutAction, withoutGrant } from './take-away.ts';
import { ask, askAndHang, type Ending, train, trainOnNothing, type Use } from './use-right.ts';

/** A right on the way from the data to an answer. */
export interface Right {
  /** Who has it, and what it allows. */
  readonly name: string;
  /** The template without it. */
  readonly takeAway: (template: string) => string;
  /** What needs it. */
  readonly use: Use;
  /** The state that the training then ends in, the errorType of the reply, or that there is no stack. */
  readonly endsIn: string;
  /** What is said of it: in the cause of the execution, in the reply, or in the log. */
  readonly says: string;
}

/** What became of the use without the right. */
export interface Outcome {
  readonly error: string | undefined;
  readonly isSaid: boolean;
}

/** What a right that the deployment itself needs ends in. */
const noStack = 'no stack';
/** The errorType of a reply when the function did not answer. */
const unavailable = 'WarehouseUnavailable';

/** Does what the right is for without it, on a cloud of its own. */
export function doWithout(stage: Stage, { takeAway, use, says }: Right): Promise<Outcome> {
  const rehearsed = stage.rehearse(
    async (rehearsal) => {
      const { error, cause }: Ending = await use(rehearsal);
      return { error, isSaid: [cause, ...rehearsal.log].join('\n').includes(says) };
    },
    { change: takeAway },
  );
  return rehearsed.catch((error: Error) => ({ error: noStack, isSaid: error.message.includes(says) }));
}

/** Every right of the template and of `sql/` that a deployment's training or a request uses. */
export const rights: readonly Right[] = [
  action('SdkCallsUpload', 's3:GetObject', noStack),
  action('SdkCallsUpload', 's3:PutObject', noStack),
  action('SdkCallsStartTraining', 'states:StartExecution', noStack),
  action('TrainingRole', 'states:ListExecutions', 'PreparationFailed'),
  // S3 answers HEAD without a body, so without a reason.
  action('TrainingRole', 's3:GetObject', 'DataMissing', 'Status Code: 403'),
  {
    // S3 tells only who may list a bucket that an object is missing.
    ...action('TrainingRole', 's3:ListBucket', 'DataMissing', 'Status Code: 403'),
    use: trainOnNothing,
  },
  action('TrainingRole', 'redshift-data:ExecuteStatement', 'PreparationFailed'),
  action('TrainingRole', 'secretsmanager:GetSecretValue', 'PreparationFailed'),
  action('TrainingRole', 'redshift-data:DescribeStatement', 'PreparationFailed'),
  action('TrainingRole', 'redshift-data:GetStatementResult', 'PreparationFailed'),
  action('TrainingRole', 'lambda:InvokeFunction', 'SmokeTestFailed'),
  action('WarehouseTrainingRole', 's3:GetObject', 'DataRefused', 's3:GetObject'),
  action('PredictionsRole', 'redshift-data:ExecuteStatement', 'SmokeTestFailed'),
  action('PredictionsRole', 'redshift-serverless:GetCredentials', 'SmokeTestFailed'),
  action('PredictionsRole', 'redshift-data:GetStatementResult', 'SmokeTestFailed'),
  { ...action('PredictionsRole', 'redshift-data:DescribeStatement', 'InternalFailure'), use: askAndHang },
  { ...action('PredictionsRole', 'redshift-data:CancelStatement', 'PredictionTimedOut'), use: askAndHang },
  { ...action('ApiGraphqlApipredictionsServiceRole', 'lambda:InvokeFunction', unavailable), use: ask },
  grant('GRANT USAGE ON SCHEMA recourse TO ROLE predictor'),
  grant('GRANT ROLE predictor TO "IAMR:recourse-dev-predictions"'),
  grant('GRANT SELECT ON TABLE recourse.strategies, recourse.model_registry TO ROLE predictor'),
  grant('GRANT EXECUTE ON MODEL recourse.{{model}} TO ROLE predictor'),
];

function action(role: string, name: string, endsIn: string, says = `not authorized to perform: ${name}`): Right {
  const takeAway = (template: string) => withoutAction(template, role, name);
  return { name: `${role}: ${name}`, takeAway, use: train, endsIn, says };
}

function grant(sql: string): Right {
  const takeAway = (template: string) => withoutGrant(template, sql);
  return { name: sql, takeAway, use: train, endsIn: 'SmokeTestFailed', says: 'permission denied for' };
}
