import type { Stage } from './rehearse.ts';

/** A right on the way from the data to an answer. */
export interface Right {
  /** Who has it, and what it allows. */
  readonly name: string;
  /** The template without it. */
  readonly takeAway: (template: string) => string;
  /** The state that the training then ends in, or that there is no stack. */
  readonly endsIn: string;
  /** What is said of it: in the cause of the execution, or in the log. */
  readonly says: string;
}

/** What became of a training without one right. */
export interface Outcome {
  readonly error: string | undefined;
  readonly isSaid: boolean;
}

/** What a right that the deployment itself needs ends in. */
const noStack = 'no stack';

/** Trains without the right, on a cloud of its own. */
export function trainWithout(stage: Stage, { takeAway, says }: Right): Promise<Outcome> {
  const rehearsed = stage.rehearse(async ({ firstTraining, log }) => {
    const { error, cause } = await firstTraining();
    return { error, isSaid: [cause, ...log].join('\n').includes(says) };
  }, takeAway);
  return rehearsed.catch((error: Error) => ({ error: noStack, isSaid: error.message.includes(says) }));
}

/** Every right of the template and of `sql/` that a deployment's training with its smoke test uses. */
export const rights: readonly Right[] = [
  action('SdkCallsUpload', 's3:GetObject', noStack),
  action('SdkCallsUpload', 's3:PutObject', noStack),
  action('SdkCallsStartTraining', 'states:StartExecution', noStack),
  action('TrainingRole', 'states:ListExecutions', 'PreparationFailed'),
  // S3 answers HEAD without a body, so without a reason.
  action('TrainingRole', 's3:GetObject', 'DataMissing', 'Status Code: 403'),
  action('TrainingRole', 'redshift-data:ExecuteStatement', 'PreparationFailed'),
  action('TrainingRole', 'secretsmanager:GetSecretValue', 'PreparationFailed'),
  action('TrainingRole', 'redshift-data:DescribeStatement', 'PreparationFailed'),
  action('TrainingRole', 'redshift-data:GetStatementResult', 'PreparationFailed'),
  action('TrainingRole', 'lambda:InvokeFunction', 'SmokeTestFailed'),
  action('WarehouseTrainingRole', 's3:GetObject', 'DataRefused', 's3:GetObject'),
  action('PredictionsRole', 'redshift-data:ExecuteStatement', 'SmokeTestFailed'),
  action('PredictionsRole', 'redshift-serverless:GetCredentials', 'SmokeTestFailed'),
  action('PredictionsRole', 'redshift-data:GetStatementResult', 'SmokeTestFailed'),
  grant('GRANT USAGE ON SCHEMA recourse TO ROLE predictor'),
  grant('GRANT ROLE predictor TO "IAMR:recourse-dev-predictions"'),
  grant('GRANT SELECT ON TABLE recourse.strategies, recourse.model_registry TO ROLE predictor'),
  grant('GRANT EXECUTE ON MODEL recourse.{{model}} TO ROLE predictor'),
];

function action(role: string, name: string, endsIn: string, says = `not authorized to perform: ${name}`): Right {
  return { name: `${role}: ${name}`, takeAway: (template) => withoutAction(template, role, name), endsIn, says };
}

function grant(sql: string): Right {
  return {
    name: sql,
    takeAway: (template) => withoutGrant(template, sql),
    endsIn: 'SmokeTestFailed',
    says: 'permission denied for',
  };
}

interface Statement {
  readonly Action: string | readonly string[];
}

interface Policy {
  readonly Type: string;
  readonly Properties: { readonly PolicyDocument: { Statement: Statement[] } };
}

/** Takes the action out of every statement of the policies whose logical id begins with `role`. */
function withoutAction(text: string, role: string, name: string): string {
  const template = JSON.parse(text) as { readonly Resources: Readonly<Record<string, Policy>> };
  let taken = 0;
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== 'AWS::IAM::Policy' || !id.startsWith(role)) continue;
    const { PolicyDocument } = Properties;
    PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement) => {
      const actions = [statement.Action].flat();
      const left = actions.filter((allowed) => allowed !== name);
      taken += actions.length - left.length;
      return left.length === 0 ? [] : [{ ...statement, Action: left }];
    });
  }
  if (taken === 0) throw new Error(`${role} does not have ${name}`);
  return JSON.stringify(template);
}

/** The SQL is text in the definition's text in the template: two times JSON. */
function withoutGrant(template: string, sql: string): string {
  const written = sql.replaceAll('"', '\\\\\\"');
  if (!template.includes(written)) throw new Error(`The template does not say: ${sql}`);
  return template.replace(written, 'SELECT 1');
}
