import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { addCostGuard } from '../../infra/cost-guard.ts';
import { DataBucket } from '../../infra/data-bucket.ts';
import { SdkCalls } from '../../infra/sdk-calls.ts';
import { uploadHistory } from '../../infra/upload-history.ts';
import { bareStack } from './bare-stack.ts';

const workgroupArn = 'arn:aws:redshift-serverless:us-east-1:000000000000:workgroup/one';
const csv = join(mkdtempSync(join(tmpdir(), 'recourse-history-')), 'history.csv');
writeFileSync(csv, 'age\n38\n');

const stack = bareStack();
const calls = new SdkCalls(stack, 'Calls', 'loans-calls');
addCostGuard(calls, { workgroup: 'loans', workgroupArn, dailyRpuHours: 24 });
uploadHistory(calls, new DataBucket(stack, 'Data'), { path: csv, key: 'data/cases.csv' });
const template = Template.fromStack(stack);

function callsOf(logicalId: string): Record<string, { action: string; parameters: Record<string, unknown> }> {
  const [found] = Object.entries(template.findResources('Custom::AWS')).filter(([id]) => id.startsWith(logicalId));
  const { Create, Update, Delete } = found?.[1].Properties ?? {};
  const parsed = Object.entries({ Create, Update, Delete }).filter(([, call]) => call !== undefined);
  return Object.fromEntries(parsed.map(([name, call]) => [name, JSON.parse(asText(call))]));
}

/** A text with every reference left out. */
function asText(value: string | { readonly 'Fn::Join': readonly [string, readonly unknown[]] }): string {
  if (typeof value === 'string') return value;
  return value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : '?')).join('');
}

function rightsOf(logicalId: string): unknown[] {
  const [found] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith(logicalId));
  return found?.[1].Properties.PolicyDocument.Statement;
}

describe('the cost guard', () => {
  it('turns queries off for the day when the RPU-hours are used', () => {
    expect(callsOf('CallsUsageLimit').Create).toMatchObject({
      action: 'CreateUsageLimit',
      parameters: { resourceArn: workgroupArn, amount: 24, period: 'daily', breachAction: 'deactivate' },
    });
  });

  it('changes and deletes the limit that it made', () => {
    const usageLimitId = 'PHYSICAL:RESOURCEID:';

    expect(callsOf('CallsUsageLimit')).toMatchObject({
      Update: { action: 'UpdateUsageLimit', parameters: { usageLimitId, amount: 24 } },
      Delete: { action: 'DeleteUsageLimit', parameters: { usageLimitId } },
    });
  });

  it('may do this and nothing else', () => {
    expect(rightsOf('CallsUsageLimit')).toEqual([
      {
        Effect: 'Allow',
        Action: ['Create', 'Delete', 'Update'].map((verb) => `redshift-serverless:${verb}UsageLimit`),
        Resource: '*',
      },
    ]);
  });
});

describe('the upload of the history', () => {
  it('copies the file from the assets to its key when the stack is made and when the file has changed', () => {
    const { Create, Update, Delete } = callsOf('CallsUpload');

    expect(Create).toMatchObject({ action: 'CopyObject', parameters: { Bucket: '?', Key: 'data/cases.csv' } });
    expect(Create?.parameters.CopySource).toMatch(/^\?\/[0-9a-f]{64}\.csv$/);
    expect(Update).toEqual(Create);
    expect(Delete).toBeUndefined();
  });

  it('may read the one object and write the other', () => {
    expect(rightsOf('CallsUpload')).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: expect.anything() },
      { Effect: 'Allow', Action: 's3:PutObject', Resource: expect.anything() },
    ]);
    expect(JSON.stringify(rightsOf('CallsUpload'))).not.toContain('*');
  });
});

describe('the function that makes the calls', () => {
  it('is one, takes nothing from the internet, and logs for thirty days', () => {
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.allResourcesProperties('Custom::AWS', { InstallLatestAwsSdk: false });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/lambda/loans-calls',
      RetentionInDays: 30,
    });
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });
});
