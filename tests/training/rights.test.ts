import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setTheStage } from './rehearse.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setTheStage();
});
afterAll(() => stage.discard());

interface Statement {
  readonly Action: string | readonly string[];
}

/** Takes an action away from every statement of the policies whose logical id begins with `role`. */
function without(role: string, action: string) {
  return (text: string) => {
    const template = JSON.parse(text);
    let taken = 0;
    for (const [id, { Type, Properties }] of Object.entries<{ Type: string; Properties: object }>(template.Resources)) {
      if (Type !== 'AWS::IAM::Policy' || !id.startsWith(role)) continue;
      const { PolicyDocument } = Properties as { PolicyDocument: { Statement: Statement[] } };
      PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement) => {
        const actions = [statement.Action].flat();
        const left = actions.filter((name) => name !== action);
        taken += actions.length - left.length;
        return left.length === 0 ? [] : [{ ...statement, Action: left }];
      });
    }
    if (taken === 0) throw new Error(`${role} does not have ${action}`);
    return JSON.stringify(template);
  };
}

/** Has a GRANT do nothing. */
function withoutGrant(grant: string) {
  return (template: string) => {
    const sql = grant.replaceAll('"', '\\\\\\"');
    if (!template.includes(sql)) throw new Error(`The template does not say: ${grant}`);
    return template.replace(sql, 'SELECT 1 -- ');
  };
}

describe('the training', () => {
  it.each([
    // S3 answers HEAD without a body, so without a reason.
    ['TrainingRole', 's3:GetObject', 'DataMissing', 'Status Code: 403'],
    ['TrainingRole', 'redshift-data:ExecuteStatement', 'PreparationFailed'],
    ['TrainingRole', 'secretsmanager:GetSecretValue', 'PreparationFailed'],
    ['TrainingRole', 'redshift-data:DescribeStatement', 'PreparationFailed'],
    ['TrainingRole', 'redshift-data:GetStatementResult', 'DataRefused'],
    ['TrainingRole', 'lambda:InvokeFunction', 'SmokeTestFailed'],
    ['WarehouseTrainingRole', 's3:GetObject', 'DataRefused'],
  ])('cannot do without %s may %s: it ends in %s', async (role, action, error, cause = action) => {
    await stage.rehearse(
      async (rehearsal) => {
        expect(await rehearsal.train()).toMatchObject({
          status: 'FAILED',
          error,
          cause: expect.stringMatching(cause),
        });
      },
      without(role, action),
    );
  });
});

describe('the serving Lambda', () => {
  it.each([
    ['redshift-data:ExecuteStatement'],
    ['redshift-serverless:GetCredentials'],
    ['redshift-data:GetStatementResult'],
  ])('cannot do without %s: the smoke test fails', async (action) => {
    await stage.rehearse(
      async (rehearsal) => {
        expect(await rehearsal.train()).toMatchObject({ status: 'FAILED', error: 'SmokeTestFailed' });
        expect(rehearsal.log.join('\n')).toContain(`is not authorized to perform: ${action}`);
      },
      without('PredictionsRole', action),
    );
  });

  it.each([
    ['GRANT USAGE ON SCHEMA recourse TO ROLE predictor', 'permission denied for schema recourse'],
    ['GRANT ROLE predictor TO "IAMR:recourse-dev-predictions"', 'permission denied for schema recourse'],
    ['GRANT SELECT ON TABLE recourse.strategies, recourse.model_registry TO ROLE predictor', 'permission denied for'],
    ['GRANT EXECUTE ON MODEL recourse.{{model}} TO ROLE predictor', 'permission denied for'],
  ])('cannot do without %s: the smoke test fails', async (grant, text) => {
    await stage.rehearse(async (rehearsal) => {
      expect(await rehearsal.train()).toMatchObject({ status: 'FAILED', error: 'SmokeTestFailed' });
      expect(rehearsal.log.join('\n')).toContain(text);
    }, withoutGrant(grant));
  });
});
