import { describe, expect, it } from 'vitest';
import { readWorkgroups } from '../../local/redshift-data/workgroup.ts';
import type { Resource } from '../../local/template/template.ts';
import { accountId, roleArn, roleResource } from '../iam/roles.ts';

const namespace: Resource = {
  logicalId: 'Namespace',
  type: 'AWS::RedshiftServerless::Namespace',
  properties: {
    NamespaceName: 'recourse-dev',
    DbName: 'recourse',
    AdminUsername: 'chief',
    IamRoles: [roleArn('loader')],
    DefaultIamRoleArn: roleArn('loader'),
  },
  ref: 'recourse-dev',
  attributes: {},
};
const workgroup: Resource = {
  logicalId: 'Workgroup',
  type: 'AWS::RedshiftServerless::Workgroup',
  properties: { WorkgroupName: 'recourse-dev', NamespaceName: 'recourse-dev' },
  ref: 'recourse-dev',
  attributes: { 'Workgroup.WorkgroupArn': 'arn:workgroup' },
};

describe('readWorkgroups', () => {
  it('joins a workgroup with the database, the admin and the roles of its namespace', () => {
    const role = roleResource('loader');
    expect(readWorkgroups([workgroup, namespace, role], 'us-east-1', accountId)).toEqual([
      {
        name: 'recourse-dev',
        arn: 'arn:workgroup',
        database: 'recourse',
        adminUser: 'chief',
        adminSecretArn: `arn:aws:secretsmanager:us-east-1:${accountId}:secret:redshift!recourse-dev-chief`,
        namespaceRoles: {
          associated: [roleArn('loader')],
          defaultRole: roleArn('loader'),
          iamResources: [role],
          accountId,
          region: 'us-east-1',
        },
      },
    ]);
  });

  it('names the workgroup whose namespace or ARN is missing', () => {
    expect(() => readWorkgroups([workgroup], 'us-east-1', accountId)).toThrow(
      'Workgroup: the template has no namespace',
    );
    expect(() => readWorkgroups([{ ...workgroup, attributes: {} }, namespace], 'us-east-1', accountId)).toThrow(
      'Workgroup has no Workgroup.WorkgroupArn',
    );
  });
});
