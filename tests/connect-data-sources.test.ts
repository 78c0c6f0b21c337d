import { describe, expect, it } from 'vitest';
import { connectDataSources } from '../local/connect-data-sources.ts';
import { createIam } from '../local/iam/iam.ts';
import { accountId, policyResource, roleArn, roleResource } from './iam/roles.ts';
import { start } from './lambda/start.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:asker';
const trusting = (service: string) => ({
  AssumeRolePolicyDocument: {
    Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } },
  },
});
const iam = createIam({
  accountId,
  resources: [
    roleResource('invoker', trusting('appsync.amazonaws.com')),
    roleResource('stranger', trusting('appsync.amazonaws.com')),
    roleResource('builder', trusting('codebuild.amazonaws.com')),
    policyResource(['invoker'], { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functionArn }),
  ],
});
const connect = async () =>
  connectDataSources(
    await start('export const handler = async (event) => event;', {}, { authorize: iam.authorize }),
    iam,
  );

describe('a Lambda data source', () => {
  it('invokes its function where the policies of its service role allow it', async () => {
    const invoke = (await connect()).lambdaFunction(functionArn, roleArn('invoker'));

    expect(await invoke('hello', 'RequestResponse')).toEqual({ ok: true, payload: 'hello' });
  });

  it.each(['RequestResponse', 'Event'] as const)("fails in IAM's words where they do not: %s", async (mode) => {
    const invoke = (await connect()).lambdaFunction(functionArn, roleArn('stranger'));

    expect(await invoke('hello', mode)).toEqual({
      ok: false,
      error: {
        type: 'Lambda:AccessDeniedException',
        message:
          'User: arn:aws:sts::000000000000:assumed-role/stranger/APPSYNC_ASSUME_ROLE is not authorized to perform: ' +
          `lambda:InvokeFunction on resource: ${functionArn} because no identity-based policy allows the ` +
          'lambda:InvokeFunction action',
      },
    });
  });

  it('is refused at start with a role that AppSync cannot assume, or a function that does not run', async () => {
    const { lambdaFunction, serviceCredentials } = await connect();
    const untrusted = `Unable to assume role ${roleArn('builder')}`;

    expect(() => lambdaFunction(functionArn, roleArn('builder'))).toThrow(untrusted);
    expect(() => serviceCredentials(roleArn('builder'))).toThrow(untrusted);
    expect(() => lambdaFunction(functionArn, roleArn('nobody'))).toThrow('makes no role');
    expect(() => lambdaFunction('arn:other', roleArn('invoker'))).toThrow('no Lambda function arn:other');
  });
});
