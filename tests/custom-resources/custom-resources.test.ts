import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeSdkCalls } from '../../local/custom-resources/custom-resources.ts';
import { createIam } from '../../local/iam/iam.ts';
import { createStates } from '../../local/states/states.ts';
import type { Resource } from '../../local/template/template.ts';
import { machineArn, machineResource, trustedRole } from '../states/open-states.ts';

const accountId = '000000000000';
const roleArn = `arn:aws:iam::${accountId}:role/caller`;
const functionArn = `arn:aws:lambda:us-east-1:${accountId}:function:calls`;
const copy = {
  service: 'S3',
  action: 'CopyObject',
  parameters: { CopySource: 'assets/abc.csv', Bucket: 'bank', Key: 'data/cases.csv' },
};
const rights = ['s3:GetObject arn:aws:s3:::assets/abc.csv', 's3:PutObject arn:aws:s3:::bank/data/cases.csv'];

function resource(logicalId: string, type: string, properties: object, attributes = {}): Resource {
  return { logicalId, type, ref: logicalId, attributes, properties: { ...properties } };
}

const noServices = { redshiftData: undefined, lambda: undefined, bucketFolder: () => undefined };
const pass = { Type: 'Pass', End: true };

/** A stack with one custom resource, and what became of it; runs again on the same folder with `again`. */
async function deploy(
  create: object | string | undefined,
  allowed: readonly string[] = rights,
  onlyState: object = pass,
) {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-calls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'abc.csv'), 'age\n38\n');
  const trusted = {
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
  };
  const statements = allowed.map((right) => {
    const [Action, Resource] = right.split(' ');
    return { Effect: 'Allow', Action, Resource };
  });
  const resources = [
    resource(
      'caller',
      'AWS::IAM::Role',
      { AssumeRolePolicyDocument: trusted, Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }] },
      { Arn: roleArn, RoleId: 'AROAONE' },
    ),
    resource('calls', 'AWS::Lambda::Function', { Role: roleArn }, { Arn: functionArn }),
    resource('Upload', 'Custom::AWS', {
      ServiceToken: functionArn,
      ...(create !== undefined && { Create: typeof create === 'string' ? create : JSON.stringify(create) }),
    }),
    trustedRole('worker'),
    machineResource({ StartAt: 'Only', States: { Only: onlyState } }),
  ];
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const iam = createIam({ resources, accountId });
  const states = createStates({ resources, region: 'us-east-1', iam, services: noServices, log: () => undefined });
  const bucketsFolder = join(folder, 'buckets');
  const again = () =>
    makeSdkCalls({
      template: {
        stackName: 'Stack',
        region: 'us-east-1',
        accountId,
        resources,
        outputs: {},
        assetPath: (key) => join(folder, key),
      },
      bucketsFolder,
      ...{ iam, states, log },
    });
  return { leftOut: await again(), lines, again, states, folder, place: join(bucketsFolder, 'bank/data/cases.csv') };
}

describe('a custom resource that copies an asset', () => {
  it('puts the file at its key and says so in the log', async () => {
    const { leftOut, lines, place } = await deploy(copy);

    expect(readFileSync(place, 'utf8')).toBe('age\n38\n');
    expect(leftOut).toEqual([]);
    expect(lines).toEqual([
      expect.stringMatching(/^Custom::AWS Upload: s3:CopyObject: copied .*abc\.csv to s3:\/\/bank/),
    ]);
  });

  it('leaves alone what is there, and copies again what has changed', async () => {
    const { again, lines, folder, place } = await deploy(copy);

    await again();
    expect(lines.at(-1)).toContain('s3://bank/data/cases.csv is there');
    writeFileSync(join(folder, 'abc.csv'), 'age\n39\n');
    await again();
    expect(readFileSync(place, 'utf8')).toBe('age\n39\n');
  });

  it.each(['copyObject', 'CopyObjectCommand'])('takes the action %s and the service by its package', async (action) => {
    const { place } = await deploy({ ...copy, action, service: '@aws-sdk/client-s3' });

    expect(existsSync(place)).toBe(true);
  });

  it.each(rights)('needs %s', async (right) => {
    const others = rights.filter((other) => other !== right);

    await expect(deploy(copy, others)).rejects.toThrow(`is not authorized to perform: ${right.split(' ')[0]}`);
  });

  it('puts nothing outside of the bucket', async () => {
    const parameters = { ...copy.parameters, Key: '../../escaped.csv' };
    const everything = ['s3:GetObject *', 's3:PutObject *'];

    await expect(deploy({ ...copy, parameters }, everything)).rejects.toThrow('is no key that can be kept in a folder');
  });

  it('names what it lacks', async () => {
    await expect(deploy({ ...copy, parameters: {} })).rejects.toThrow('Resource "Upload".Create.parameters.CopySource');
    await expect(deploy('{')).rejects.toThrow('Resource "Upload".Create');
  });
});

const start = {
  service: 'SFN',
  action: 'StartExecution',
  parameters: { stateMachineArn: machineArn, input: '{"history":"abc"}' },
};
const startRight = [`states:StartExecution ${machineArn}`];

describe('a custom resource that starts an execution', () => {
  it('starts none when one with its input has succeeded', async () => {
    const { again, lines, states } = await deploy(start, startRight);

    expect(lines).toEqual([expect.stringContaining('Custom::AWS Upload: sfn:StartExecution: started arn:aws:states:')]);
    await vi.waitFor(() =>
      expect(states.executions()).toMatchObject([{ status: 'SUCCEEDED', input: '{"history":"abc"}' }]),
    );
    await again();
    expect(lines.at(-1)).toMatch(/has this input, and is SUCCEEDED$/);
    expect(states.executions()).toHaveLength(1);
  });

  it('starts another when the one before has failed', async () => {
    const { again, states } = await deploy(start, startRight, { Type: 'Fail' });

    await vi.waitFor(() => expect(states.executions()).toMatchObject([{ status: 'FAILED' }]));
    await again();
    expect(states.executions()).toHaveLength(2);
  });

  it('needs the right to', async () => {
    await expect(deploy(start, [])).rejects.toThrow('is not authorized to perform: states:StartExecution');
  });
});

describe('a custom resource that calls what does not run here', () => {
  it('is left out by name', async () => {
    const { leftOut, lines } = await deploy({ service: 'redshift-serverless', action: 'CreateUsageLimit' });

    expect(leftOut).toEqual(['Custom::AWS Upload: redshift-serverless:CreateUsageLimit is not called']);
    expect(lines).toEqual([]);
  });
});

describe('a custom resource that calls nothing when the stack is made', () => {
  it('does nothing', async () => {
    expect(await deploy(undefined)).toMatchObject({ leftOut: [], lines: [] });
  });
});
