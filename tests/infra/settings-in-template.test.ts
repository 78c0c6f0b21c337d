import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForInfra, synthesizeStack } from './synthesized-stack.ts';

const dataPath = join(mkdtempSync(join(tmpdir(), 'recourse-data-')), 'bank.csv');
writeFileSync(dataPath, 'age\n38\n');

let chosen: Template;
let byDefault: Template;
let assemblyFolder: string;
beforeAll(async () => {
  const builtFolder = await buildForInfra();
  byDefault = synthesizeStack(builtFolder).template;
  ({ template: chosen, assemblyFolder } = synthesizeStack(builtFolder, {
    region: 'eu-central-1',
    namespace: 'bank-namespace',
    workgroup: 'bank-workgroup',
    database: 'bank',
    schema: 'lending',
    table: 'cases',
    baseCapacity: 16,
    maxCapacity: 32,
    dailyRpuHours: 5,
    dataPath,
    dataKey: 'history/cases.csv',
    cutOff: '2024-06-30',
    rateLimit: 50,
    appUrl: 'https://bank.example/app',
    reservedConcurrency: 7,
    alarmEmail: 'risk@bank.example',
  }));
});

describe('what a deployment chooses', () => {
  it('names and sizes the warehouse', () => {
    chosen.hasResourceProperties('AWS::RedshiftServerless::Namespace', {
      NamespaceName: 'bank-namespace',
      DbName: 'bank',
    });
    chosen.hasResourceProperties('AWS::RedshiftServerless::Workgroup', {
      WorkgroupName: 'bank-workgroup',
      BaseCapacity: 16,
      MaxCapacity: 32,
    });
    chosen.hasOutput('AdminSecretArn', {
      Value: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('redshift!bank-namespace-admin$')])] },
    });
  });

  it('limits and watches what a day may cost', () => {
    expect(JSON.stringify(chosen.findResources('Custom::AWS'))).toContain(String.raw`\"amount\":5,`);
    chosen.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ComputeSeconds', Threshold: 14_400 });
  });

  it('is what the training works on', () => {
    const definition = JSON.stringify(chosen.findResources('AWS::StepFunctions::StateMachine'));

    const texts = ['COPY lending.cases', 'history/cases.csv', '2024-06-30', 'redshift!bank-namespace-admin'];

    expect(texts.filter((text) => !definition.includes(text))).toEqual([]);
    expect(definition.includes('lending.loan_history')).toBe(false);
  });

  it('is what the Lambda asks', () => {
    chosen.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'recourse-dev-predictions',
      Environment: { Variables: Match.objectLike({ REDSHIFT_DATABASE: 'bank', REDSHIFT_SCHEMA: 'lending' }) },
      ReservedConcurrentExecutions: 7,
    });
  });

  it('is the file that is uploaded, and its key', () => {
    expect(JSON.stringify(chosen.findResources('Custom::AWS'))).toContain(String.raw`\"Key\":\"history/cases.csv\"`);
    const uploaded = readdirSync(assemblyFolder).filter((file) => file.endsWith('.csv'));
    expect(uploaded.map((file) => readFileSync(join(assemblyFolder, file), 'utf8'))).toContain('age\n38\n');
  });

  it('reaches firewall, sign-in page and mail', () => {
    chosen.hasResourceProperties('AWS::WAFv2::WebACL', {
      Rules: Match.arrayWith([
        Match.objectLike({ Statement: { RateBasedStatement: Match.objectLike({ Limit: 50 }) } }),
      ]),
    });
    chosen.hasResourceProperties('AWS::Cognito::UserPoolClient', { CallbackURLs: ['https://bank.example/app'] });
    chosen.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'risk@bank.example' });
  });
});

describe('a deployment that chooses nothing', () => {
  it('keeps no concurrency for the Lambda and writes to nobody', () => {
    byDefault.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'recourse-dev-predictions',
      ReservedConcurrentExecutions: Match.absent(),
    });
    byDefault.resourceCountIs('AWS::SNS::Subscription', 0);
  });
});
