import type { Resource } from '../../local/template/template.ts';

export const accountId = '000000000000';

/** A role as the template reader gives it. */
export function roleResource(name: string, properties: Readonly<Record<string, unknown>> = {}): Resource {
  return {
    logicalId: `${name}Role`,
    type: 'AWS::IAM::Role',
    properties: { RoleName: name, ...properties },
    ref: name,
    attributes: { Arn: roleArn(name) },
  };
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}

/** A policy resource attached to roles. */
export function policyResource(roles: readonly string[], ...statements: readonly unknown[]): Resource {
  return {
    logicalId: 'Policy',
    type: 'AWS::IAM::Policy',
    properties: {
      PolicyName: 'policy',
      Roles: roles,
      PolicyDocument: { Version: '2012-10-17', Statement: statements },
    },
    ref: 'policy',
    attributes: {},
  };
}
