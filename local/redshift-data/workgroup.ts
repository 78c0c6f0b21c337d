import { type NamespaceRoles, readNamespaceRoles } from '../redshift/namespace/namespace-roles.ts';
import type { Resource } from '../template/template.ts';

/** A Redshift Serverless workgroup with its namespace's database and managed admin secret. */
export interface Workgroup {
  readonly name: string;
  readonly arn: string;
  readonly database: string;
  readonly adminUser: string;
  readonly adminSecretArn: string;
  /** The roles that its namespace may act in; unknown without a template. */
  readonly namespaceRoles?: NamespaceRoles;
}

/**
 * The workgroups of a template, each with its namespace's database, admin and roles.
 *
 * @throws Error naming a workgroup that has no ARN, or whose namespace the template lacks.
 */
export function readWorkgroups(resources: readonly Resource[], region: string, accountId: string): Workgroup[] {
  return resources
    .filter(({ type }) => type === 'AWS::RedshiftServerless::Workgroup')
    .map(({ logicalId, properties, attributes }) => {
      const namespace = resources.find(
        ({ type, ref }) => type === 'AWS::RedshiftServerless::Namespace' && ref === properties.NamespaceName,
      );
      if (!namespace) throw new Error(`${logicalId}: the template has no namespace ${properties.NamespaceName}`);
      const arn = attributes['Workgroup.WorkgroupArn'];
      if (arn === undefined) throw new Error(`${logicalId} has no Workgroup.WorkgroupArn`);
      const { DbName = 'dev', AdminUsername = 'admin' } = namespace.properties;
      // Redshift names the secret that it manages by this rule; CloudFormation does not tell its ARN.
      const secret = `redshift!${namespace.ref}-${AdminUsername}`;
      return {
        name: String(properties.WorkgroupName),
        arn,
        database: String(DbName),
        adminUser: String(AdminUsername),
        adminSecretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${secret}`,
        namespaceRoles: readNamespaceRoles(namespace, resources, region, accountId),
      };
    });
}
