import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucketRights } from '../../../local/redshift/namespace/bucket-rights.ts';
import { listUnknownRoles, type NamespaceRoles } from '../../../local/redshift/namespace/namespace-roles.ts';
import { accountId, policyResource, roleArn, roleResource } from '../../iam/roles.ts';
import { bucket, type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

const elsewhere = 'arn:aws:iam::111111111111:role/elsewhere';
const onObjects = `arn:aws:s3:::${bucket}/*`;
const made = [
  'all',
  'distrustful',
  'builder',
  'lister',
  'reader',
  'writer',
  'narrow',
  'caged',
  'front',
  'back',
  'blocked',
  'stranger',
];

function allow(roles: readonly string[], action: string | readonly string[], resource: string, rest: object = {}) {
  return policyResource(roles, { Effect: 'Allow', Action: action, Resource: resource, ...rest });
}

const trust = (service: string) => {
  const Principal = { Service: `${service}.amazonaws.com` };
  return { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] } };
};

const namespaceRoles: NamespaceRoles = {
  associated: [
    ...made.filter((name) => !['back', 'stranger'].includes(name)).map(roleArn),
    roleArn('managed'),
    elsewhere,
  ],
  defaultRole: roleArn('all'),
  iamResources: [
    ...made.map((name) => roleResource(name, trust(name === 'distrustful' ? 'lambda' : 'redshift'))),
    roleResource('managed', {
      ...trust('redshift-serverless'),
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
    }),
    allow(['all', 'back', 'stranger', 'distrustful'], 's3:*', '*'),
    allow(['builder'], 's3:ListBucket', '*'),
    allow(['lister', 'reader', 'writer', 'narrow', 'blocked'], 's3:ListBucket', `arn:aws:s3:::${bucket}`),
    allow(['reader', 'writer', 'builder', 'blocked'], 's3:GetObject', onObjects),
    allow(['narrow'], 's3:GetObject', `arn:aws:s3:::${bucket}/in/a.csv`),
    allow(['writer', 'builder'], 's3:PutObject', onObjects),
    allow(['caged'], 's3:ListBucket', '*', { Condition: { StringLike: { 's3:prefix': 'in/*' } } }),
    allow(['caged'], 's3:GetObject', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    allow(['front'], 'sts:AssumeRole', roleArn('back')),
    policyResource(['blocked'], { Effect: 'Deny', Action: 's3:GetObject', Resource: onObjects }),
  ],
  accountId,
  region: 'us-east-1',
};

let warehouse: EngineUnderTest;
const denied = 'ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied';
const as = (name: string) => `IAM_ROLE '${roleArn(name)}'`;
const copy = (role: string, options = 'CSV', from = 'in/') =>
  warehouse.run(`COPY numbers FROM 's3://${bucket}/${from}' ${role} ${options}`);
const unload = (role: string, to: string, options = '') =>
  warehouse.run(`UNLOAD ('SELECT n FROM numbers') TO 's3://${bucket}/${to}' ${role} CSV ${options}`);

beforeAll(async () => {
  warehouse = await openEngineUnderTest(undefined, namespaceRoles);
  warehouse.putObject('in/a.csv', '1\n2\n');
  warehouse.putObject('in/b.csv', '3\n');
  warehouse.putObject('json/a.json', '{"n": 4}');
  warehouse.putObject('json/paths', '{"jsonpaths": ["$.n"]}');
  const entries = ['a', 'b'].map((name) => ({ url: `s3://${bucket}/in/${name}.csv` }));
  warehouse.putObject('manifest', JSON.stringify({ entries }));
  await warehouse.run('CREATE TABLE numbers (n INTEGER)');
});
afterAll(() => warehouse.discard());

describe('IAM_ROLE of a namespace', () => {
  it('is the default role, one that is associated, or a chain that begins with one', async () => {
    for (const role of [
      'IAM_ROLE default',
      as('reader'),
      `CREDENTIALS 'aws_iam_role=${roleArn('reader')}'`,
      `IAM_ROLE '${roleArn('front')},${roleArn('back')}'`,
    ]) {
      expect((await copy(role)).rowCount, role).toBe(3);
    }
  });

  it('may not be a role that is not associated', async () => {
    const refused = `The requested role ${roleArn('stranger')} is not associated to cluster`;

    await expect(copy(as('stranger'))).rejects.toThrow(refused);
    await expect(unload(as('stranger'), 'out/')).rejects.toThrow(refused);
    await expect(copy(as('back'))).rejects.toThrow('is not associated to cluster');
  });

  it('must be a role that trusts Redshift', async () => {
    await expect(copy(as('distrustful'))).rejects.toThrow(
      `Not authorized to get credentials of role ${roleArn('distrustful')}`,
    );
  });

  it('is refused when a role of the chain may not assume the next', async () => {
    await expect(copy(`IAM_ROLE '${roleArn('reader')},${roleArn('back')}'`)).rejects.toThrow(
      `Not authorized to get credentials of role ${roleArn('back')}`,
    );
  });

  it('is an ARN of a role', async () => {
    for (const text of ['reader', 'arn:aws:iam::1:role/reader', 'arn:aws:iam::000000000000:user/reader', '']) {
      await expect(copy(`IAM_ROLE '${text}'`), text).rejects.toThrow('ERROR: Invalid credentials');
    }
  });

  it('has the rights of an AWS managed policy for S3', async () => {
    expect((await copy(as('managed'))).rowCount).toBe(3);
    await expect(unload(as('managed'), 'refused/')).rejects.toThrow('s3:PutObject');
  });

  it('may do everything when the template does not make it, which is listed', async () => {
    expect((await copy(`IAM_ROLE '${elsewhere}'`)).rowCount).toBe(3);
    expect(listUnknownRoles(namespaceRoles)).toEqual([
      `Redshift's role ${elsewhere} may do everything here: the template does not make it`,
    ]);
  });

  it('cannot be the default of a namespace that has none', () => {
    const find = createBucketRights({ ...namespaceRoles, defaultRole: undefined });

    expect(() => find('default')).toThrow('ERROR: Cannot find default IAM role');
  });

  it('is read and may do everything where no template is', () => {
    const find = createBucketRights(undefined);

    expect(() => find('reader')).toThrow('ERROR: Invalid credentials');
    for (const role of ['default', roleArn('any'), undefined]) {
      find(role).require('s3:PutObject', { bucket, key: 'any' });
    }
  });
});

describe('COPY by a role', () => {
  it('needs s3:ListBucket on the bucket', async () => {
    await expect(copy(as('front'))).rejects.toThrow(denied);
    await expect(copy(as('front'))).rejects.toThrow(
      `User: arn:aws:sts::${accountId}:assumed-role/front/RedshiftIamRoleSession is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::${bucket} because`,
    );
  });

  it('needs s3:GetObject on every object, and loads nothing without', async () => {
    const before = await warehouse.rows('SELECT COUNT(*) AS rows FROM numbers');

    await expect(copy(as('lister'))).rejects.toThrow(`s3:GetObject on resource: arn:aws:s3:::${bucket}/in/a.csv`);
    await expect(copy(as('narrow'))).rejects.toThrow(`s3:GetObject on resource: arn:aws:s3:::${bucket}/in/b.csv`);
    await expect(copy(as('blocked'))).rejects.toThrow('with an explicit deny in an identity-based policy');
    expect(await warehouse.rows('SELECT COUNT(*) AS rows FROM numbers')).toEqual(before);
  });

  it('needs them on a manifest and on JSONPaths too', async () => {
    expect((await copy(as('reader'), 'CSV MANIFEST', 'manifest')).rowCount).toBe(3);
    await expect(copy(as('narrow'), 'CSV MANIFEST', 'manifest')).rejects.toThrow(
      `s3:GetObject on resource: arn:aws:s3:::${bucket}/manifest`,
    );
    const paths = `JSON 's3://${bucket}/json/paths'`;
    expect((await copy(as('reader'), paths, 'json/a')).rowCount).toBe(1);
    await expect(copy(as('lister'), paths, 'json/a')).rejects.toThrow(`${bucket}/json/paths`);
  });

  it('shows policies the prefix and that the connection is secure', async () => {
    expect((await copy(as('caged'))).rowCount).toBe(3);
    await expect(copy(as('caged'), 'JSON', 'json/a')).rejects.toThrow('s3:ListBucket');
  });
});

describe('UNLOAD by a role', () => {
  it('needs s3:ListBucket and s3:PutObject, and writes nothing without', async () => {
    expect((await unload(as('writer'), 'written/')).rowCount).toBeGreaterThan(0);
    await expect(unload(as('front'), 'refused/')).rejects.toThrow('s3:ListBucket');
    await expect(unload(as('reader'), 'refused/')).rejects.toThrow(`${denied}\n  Detail: User: `);
    await expect(unload(as('reader'), 'refused/')).rejects.toThrow(
      `s3:PutObject on resource: arn:aws:s3:::${bucket}/refused/`,
    );
    await expect(copy('IAM_ROLE default', 'CSV', 'refused/')).rejects.toThrow('does not exist');
  });

  it('needs s3:DeleteObject for CLEANPATH', async () => {
    warehouse.putObject('full/old', '9\n');

    await expect(unload(as('writer'), 'full/', 'CLEANPATH')).rejects.toThrow(
      `s3:DeleteObject on resource: arn:aws:s3:::${bucket}/full/old`,
    );
    expect((await copy('IAM_ROLE default', 'CSV', 'full/')).rowCount).toBe(1);
    await unload('IAM_ROLE default', 'full/', 'CLEANPATH');
  });
});

describe('CREATE MODEL by a role', () => {
  const create = (role: string, from = '(SELECT n, n AS m FROM numbers) TARGET m FUNCTION f') =>
    warehouse.run(`CREATE MODEL m FROM ${from} ${role} SETTINGS (S3_BUCKET '${bucket}')`);

  it('needs s3:PutObject and s3:GetObject on the bucket of its settings', async () => {
    await expect(create(as('stranger'))).rejects.toThrow('is not associated to cluster');
    await expect(create(as('reader'))).rejects.toThrow(`s3:PutObject on resource: arn:aws:s3:::${bucket}/`);
    await expect(create(as('lister'))).rejects.toThrow(denied);
  });

  it('needs s3:ListBucket and s3:GetObject for a model that it takes from a bucket', async () => {
    const from = "'s3://models/a.json' FUNCTION f (INT) RETURNS INT";

    await expect(create(as('builder'), from)).rejects.toThrow('s3:GetObject on resource: arn:aws:s3:::models/a.json');
    await expect(create(as('writer'), from)).rejects.toThrow('s3:ListBucket on resource: arn:aws:s3:::models');
  });
});
