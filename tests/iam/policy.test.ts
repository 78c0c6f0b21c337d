import { describe, expect, it } from 'vitest';
import { type ConditionValues, createIam } from '../../local/iam/iam.ts';
import type { Resource } from '../../local/template/template.ts';
import { accountId, policyResource, roleArn, roleResource } from './roles.ts';
import { signedRequest } from './signed-request.ts';

const workgroup = `arn:aws:redshift-serverless:us-east-1:${accountId}:workgroup/w-1`;

/** A judge of requests by session `one` of role `reader`. */
async function judge(...resources: Resource[]) {
  const iam = createIam({ resources, accountId });
  const request = await signedRequest(iam.issueCredentials(roleArn('reader'), 'one'));
  const principal = await iam.authenticate(request, 'redshift-data');
  return {
    principal,
    authorize: (action: string, resource: string, context?: ConditionValues) =>
      iam.authorize(principal, action, resource, context),
    allows: (action: string, resource: string, context?: ConditionValues) => {
      try {
        iam.authorize(principal, action, resource, context);
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'AccessDeniedException') return false;
        throw error;
      }
    },
  };
}

function judgeOf(...statements: unknown[]) {
  return judge(roleResource('reader'), policyResource(['reader'], ...statements));
}

/** A policy variable, which looks like a template's placeholder. */
const variable = (name: string) => `\${${name}}`;

const allow = (rest: Record<string, unknown>) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...rest });

describe('authorize', () => {
  it('allows what a policy allows, and denies the rest in AWS’s words', async () => {
    const { allows, authorize } = await judgeOf({
      Effect: 'Allow',
      Action: 'redshift-data:ExecuteStatement',
      Resource: workgroup,
    });

    expect(allows('redshift-data:ExecuteStatement', workgroup)).toBe(true);
    expect(allows('REDSHIFT-DATA:executestatement', workgroup)).toBe(true);
    expect(allows('redshift-data:ExecuteStatement', `${workgroup}2`)).toBe(false);
    expect(() => authorize('redshift-data:CancelStatement', '*')).toThrow(
      `User: arn:aws:sts::${accountId}:assumed-role/reader/one is not authorized to perform: ` +
        'redshift-data:CancelStatement on resource: * because no identity-based policy allows the ' +
        'redshift-data:CancelStatement action',
    );
  });

  it('lets a Deny win over every Allow', async () => {
    const { allows, authorize } = await judgeOf(allow({}), {
      Effect: 'Deny',
      Action: 's3:Delete*',
      Resource: 'arn:aws:s3:::kept/*',
    });

    expect(allows('s3:DeleteObject', 'arn:aws:s3:::other/a')).toBe(true);
    expect(() => authorize('s3:DeleteObject', 'arn:aws:s3:::kept/a')).toThrow(
      'on resource: arn:aws:s3:::kept/a with an explicit deny in an identity-based policy',
    );
  });

  it.each([
    ['redshift-data:Get*', 'redshift-data:GetStatementResult', true],
    ['redshift-data:Get*', 'redshift-data:DescribeStatement', false],
    ['s3:???Object', 's3:GetObject', true],
    ['s3:???Object', 's3:DeleteObject', false],
    ['s3.GetObject', 's3:GetObject', false],
  ])('reads the action %s on %s as %s', async (pattern, action, expected) => {
    expect((await judgeOf(allow({ Action: [pattern] }))).allows(action, '*')).toBe(expected);
  });

  it('reads NotAction and NotResource', async () => {
    const { allows } = await judgeOf({ Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::secret/*' });

    expect(allows('s3:GetObject', 'arn:aws:s3:::open/a')).toBe(true);
    expect(allows('iam:PassRole', 'arn:aws:s3:::open/a')).toBe(false);
    expect(allows('s3:GetObject', 'arn:aws:s3:::secret/a')).toBe(false);
  });

  it('puts the session in the place of a policy variable, letter by letter', async () => {
    const owner = 'redshift-data:statement-owner-iam-userid';
    const { allows, principal } = await judgeOf(
      allow({ Action: 'a:b', Condition: { StringEquals: { [owner]: variable('aws:userid') } } }),
      allow({ Action: 'a:c', Resource: `arn:aws:s3:::home/${variable('aws:userid')}/*` }),
      allow({ Action: 'a:d', Resource: `arn:aws:s3:::home/${variable('aws:username')}/*` }),
      allow({ Action: 'a:e', Resource: `arn:aws:s3:::home/${variable("aws:username, 'nobody'")}/${variable('*')}` }),
    );

    expect(allows('a:b', '*', { [owner]: principal.userId })).toBe(true);
    expect(allows('a:b', '*', { [owner]: principal.userId.replace(/one$/, 'two') })).toBe(false);
    expect(allows('a:b', '*')).toBe(false);
    expect(allows('a:c', `arn:aws:s3:::home/${principal.userId}/x`)).toBe(true);
    expect(allows('a:c', 'arn:aws:s3:::home/other/x')).toBe(false);
    expect(allows('a:d', 'arn:aws:s3:::home//x')).toBe(false);
    expect(allows('a:e', 'arn:aws:s3:::home/nobody/*')).toBe(true);
    expect(allows('a:e', 'arn:aws:s3:::home/nobody/x')).toBe(false);
  });

  it('takes a variable for plain text in a document older than variables', async () => {
    const statement = allow({ Resource: variable('aws:userid') });
    const { allows, principal } = await judge(
      roleResource('reader', { Policies: [{ PolicyName: 'old', PolicyDocument: { Statement: statement } }] }),
    );

    expect(allows('a:b', principal.userId)).toBe(false);
    expect(allows('a:b', variable('aws:userid'))).toBe(true);
  });

  it.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEqualsIgnoreCase', 'a', 'A', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringNotEquals', 'a', undefined, true],
    ['StringLike', 'a*c?', 'abbcd', true],
    ['StringNotLike', 'a*', 'abc', false],
    ['StringEqualsIfExists', 'a', undefined, true],
    ['StringEqualsIfExists', 'a', 'b', false],
    ['StringEquals', 'a', undefined, false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['x', 'b'], true],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'x'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', 10, '10', false],
    ['DateLessThan', '2030-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['Bool', true, 'true', true],
    ['Null', true, undefined, true],
    ['Null', 'false', undefined, false],
    ['IpAddress', '10.0.0.0/8', '10.1.2.3', true],
    ['IpAddress', '10.0.0.0/8', '11.1.2.3', false],
    ['NotIpAddress', '2001:db8::/32', '2001:db9::1', true],
    ['ArnLike', 'arn:aws:s3:*:*:bucket-*', 'arn:aws:s3:us-east-1:1:bucket-a', true],
    ['ArnLike', 'arn:aws:s3*', 'arn:aws:s3:us-east-1:1:bucket-a', false],
    ['ArnNotEquals', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b/c:d', false],
  ])('reads the condition %s %j of a request with %j as %s', async (operator, expected, actual, holds) => {
    const { allows } = await judgeOf(allow({ Condition: { [operator]: { 'my:Key': expected } } }));

    expect(allows('a:b', '*', { 'MY:key': actual })).toBe(holds);
  });

  it('asks every condition of a statement', async () => {
    const condition = { StringEquals: { 'a:x': '1', 'a:y': '2' }, Bool: { 'a:z': 'true' } };
    const { allows } = await judgeOf(allow({ Condition: condition }));

    expect(allows('a:b', '*', { 'a:x': '1', 'a:y': '2', 'a:z': 'true' })).toBe(true);
    expect(allows('a:b', '*', { 'a:x': '1', 'a:y': '2', 'a:z': 'false' })).toBe(false);
    expect(allows('a:b', '*', { 'a:x': '1', 'a:y': '3', 'a:z': 'true' })).toBe(false);
  });

  it('allows the operator everything', async () => {
    const iam = createIam({ resources: [], accountId });
    const operator = await iam.authenticate(await signedRequest(iam.issueOperatorCredentials()), 'redshift-data');

    expect(() => iam.authorize(operator, 'secretsmanager:GetSecretValue', 'arn:any')).not.toThrow();
  });
});

describe('the roles of a template', () => {
  it('have inline policies, attached policies and the policy of Lambda’s basic execution', async () => {
    const document = (action: string) => ({ Version: '2012-10-17', Statement: allow({ Action: action }) });
    const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const { allows } = await judge(
      roleResource('reader', {
        Policies: [{ PolicyName: 'inline', PolicyDocument: document('a:inline') }],
        ManagedPolicyArns: [basic],
      }),
      roleResource('other'),
      policyResource(['reader', 'other'], allow({ Action: 'a:attached' })),
      { ...policyResource(['other'], allow({ Action: 'a:foreign' })), logicalId: 'Foreign' },
    );

    expect(['a:inline', 'a:attached', 'logs:PutLogEvents', 'a:foreign'].map((action) => allows(action, '*'))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('name a managed policy that grants nothing here', () => {
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const iam = createIam({ resources: [roleResource('reader', { ManagedPolicyArns: [arn] })], accountId });

    expect(iam.notEmulated).toEqual([`readerRole: managed policy ${arn} grants nothing here`]);
  });

  it.each([
    [
      'a condition operator',
      allow({ Sid: 'S', Condition: { StringMatches: { a: 'b' } } }),
      '"StringMatches" is not known',
    ],
    ['an effect', { ...allow({}), Effect: 'Maybe' }, 'Effect is neither Allow nor Deny'],
    ['a statement without actions', { Effect: 'Allow', Resource: '*' }, 'neither Action nor NotAction'],
    ['an unresolved resource', allow({ Resource: { 'Fn::GetAtt': ['A', 'Arn'] } }), 'Resource is no text'],
  ])('are refused by name for %s that IAM doesn’t know', (_, statement, message) => {
    const resources = [roleResource('reader'), policyResource(['reader'], statement)];

    expect(() => createIam({ resources, accountId })).toThrow(message);
    expect(() => createIam({ resources, accountId })).toThrow(/^Policy/);
  });

  it('are refused when a policy names a role that isn’t there', () => {
    const resources = [policyResource(['ghost'], allow({}))];

    expect(() => createIam({ resources, accountId })).toThrow('Policy is attached to role "ghost"');
  });
});
