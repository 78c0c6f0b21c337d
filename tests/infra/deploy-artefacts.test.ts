import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForInfra, everyChoice, synthesizeStack } from './synthesized-stack.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
}

interface Declaration {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>> & {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  };
}

interface Document {
  readonly Resources: Readonly<Record<string, Declaration>>;
  readonly Parameters?: Readonly<Record<string, { readonly NoEcho?: boolean }>>;
  readonly Outputs: object;
}

let folder: string;
let json: string;
let document: Document;
beforeAll(async () => {
  ({ assemblyFolder: folder, json } = synthesizeStack(await buildForInfra(), everyChoice));
  document = JSON.parse(json);
});

const resources = (type: string) => Object.entries(document.Resources).filter(([, { Type }]) => Type === type);
const listOf = <Item>(value: Item | readonly Item[]) => [value].flat() as Item[];

function statements(type: string): (readonly [logicalId: string, Statement])[] {
  return resources(type).flatMap(([id, { Properties }]) =>
    Properties.PolicyDocument.Statement.map((statement) => [id, statement] as const),
  );
}

describe('what is deployed', () => {
  it('holds no secret', () => {
    // Keys of AWS, private keys, and passwords or tokens that are written out.
    const secret =
      /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|"?(password|secret|token)"?\s*[:=]\s*"[^"{$]{8,}"/i;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => statSync(join(folder, file)).isFile() && /\.(json|csv|mjs|js)$/.test(file),
    );
    expect(files).toEqual(
      expect.arrayContaining([expect.stringMatching(/index\.mjs$/), expect.stringMatching(/\.csv$/)]),
    );
    expect(files.filter((file) => secret.test(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
  });

  it('asks for no password', () => {
    expect(Object.values(document.Parameters ?? {}).filter(({ NoEcho }) => NoEcho)).toEqual([]);
    expect(json).not.toContain('AdminUserPassword');
  });

  it('has no right on everything but those whose reason is written beside them', () => {
    const everything = statements('AWS::IAM::Policy')
      .filter(([, { Resource }]) => listOf(Resource).includes('*'))
      .flatMap(([, { Action }]) => listOf(Action));

    expect([...new Set(everything.map((action) => action.split(':')[0]))].sort()).toEqual(servicesWithoutArn);
    expect(everything.filter((action) => /^\*|:\*$/.test(action))).toEqual([]);
  });

  it('lets nobody but services of AWS act as a role', () => {
    for (const [id, { Properties }] of resources('AWS::IAM::Role')) {
      const trust = Properties.AssumeRolePolicyDocument as { readonly Statement: readonly Statement[] };
      for (const { Principal } of trust.Statement) expect(Object.keys(Principal as object), id).toEqual(['Service']);
      expect(Properties.ManagedPolicyArns, id).toBeUndefined();
    }
  });

  it('has no public bucket', () => {
    expect(resources('AWS::S3::Bucket').length).toBeGreaterThan(0);
    for (const [id, { Properties }] of resources('AWS::S3::Bucket')) {
      expect(Properties.PublicAccessBlockConfiguration, id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.AccessControl, id).toBeUndefined();
    }
    expect(statements('AWS::S3::BucketPolicy').filter(([, { Effect }]) => Effect === 'Allow')).toEqual([]);
  });

  it('keeps every log for thirty days', () => {
    for (const [id, { Properties }] of resources('AWS::Logs::LogGroup'))
      expect(Properties.RetentionInDays, id).toBe(30);
  });
});

/** Services some of whose actions, or all, take no ARN; each use is acknowledged on its construct for cdk-nag. */
const servicesWithoutArn = ['cloudwatch', 'ecr', 'logs', 'redshift-data', 'redshift-serverless', 'xray'];

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
describe('the template', () => {
  it('is within CloudFormation’s limits', () => {
    expect(Object.keys(document.Resources).length).toBeLessThan(500);
    expect(Object.keys(document.Outputs).length).toBeLessThan(200);
    expect(Object.keys(document.Parameters ?? {}).length).toBeLessThan(200);
    expect(Buffer.byteLength(json)).toBeLessThan(1_000_000);
  });

  it('gives no role more than IAM takes', () => {
    const sizes = new Map<string, number>();
    for (const [, { Properties }] of resources('AWS::IAM::Policy')) {
      const role = JSON.stringify(Properties.Roles);
      sizes.set(role, (sizes.get(role) ?? 0) + JSON.stringify(Properties.PolicyDocument).length);
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    for (const [role, size] of sizes) expect(size, role).toBeLessThan(10_240);
  });

  it('has resolvers of the size that AppSync takes', () => {
    // https://docs.aws.amazon.com/general/latest/gr/appsync.html
    for (const [id, { Properties }] of resources('AWS::AppSync::Resolver'))
      expect(String(Properties.Code).length, id).toBeLessThan(32_768);
  });
});
