import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { DataBucket } from '../../infra/data-bucket.ts';
import { Predictions } from '../../infra/predictions.ts';
import { Warehouse } from '../../infra/warehouse.ts';
import { bareStack } from './bare-stack.ts';

const bundle = mkdtempSync(join(tmpdir(), 'recourse-bundle-'));
writeFileSync(join(bundle, 'index.mjs'), 'export const handler = async () => null;');
const stack = bareStack();
const warehouse = new Warehouse(stack, 'Warehouse', {
  namespace: 'loans',
  workgroup: 'loans',
  database: 'bank',
  dataBucket: new DataBucket(stack, 'Data'),
});
new Predictions(stack, 'Predictions', {
  name: 'loans-predictions',
  bundle,
  warehouse,
  schema: 'cases',
  metricNamespace: 'loans',
});
const template = Template.fromStack(stack);

describe('Predictions', () => {
  it('runs the bundle on Node 24 and gives up before AppSync does', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'loans-predictions',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 28,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('tells the function where the warehouse is', () => {
    const [lambda] = Object.values(template.findResources('AWS::Lambda::Function'));

    expect(lambda?.Properties.Environment.Variables).toEqual({
      REDSHIFT_WORKGROUP: { Ref: expect.stringContaining('Workgroup') },
      REDSHIFT_DATABASE: 'bank',
      POWERTOOLS_SERVICE_NAME: 'predictions',
      POWERTOOLS_METRICS_NAMESPACE: 'loans',
      REDSHIFT_SCHEMA: 'cases',
    });
  });

  it('has a role with the name that the database grants to', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'loans-predictions',
      ManagedPolicyArns: Match.absent(),
    });
  });

  it('may log, ask the warehouse and trace, nothing else', () => {
    const [policy] = Object.values(
      template.findResources('AWS::IAM::Policy', {
        Properties: { Roles: [{ Ref: Match.stringLikeRegexp('^PredictionsRole') }] },
      }),
    );
    const actions = policy?.Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: unknown }) => Action);

    expect(actions.sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'redshift-data:CancelStatement',
      'redshift-data:DescribeStatement',
      'redshift-data:ExecuteStatement',
      'redshift-data:GetStatementResult',
      'redshift-serverless:GetCredentials',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });
});
