import { propertiesOf } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';

/** The IAM roles of a namespace as its template gives them: plain data, which may go to another thread. */
export interface NamespaceRoles {
  /** ARNs of the roles that the namespace may act in. */
  readonly associated: readonly string[];
  /** What IAM_ROLE default stands for. */
  readonly defaultRole: string | undefined;
  /** The template's roles and policies. */
  readonly iamResources: readonly Resource[];
  readonly accountId: string;
  readonly region: string;
}

/** The roles of a namespace with what its template says about them; throws TemplateError at a malformed property. */
export function readNamespaceRoles(
  namespace: Resource,
  resources: readonly Resource[],
  region: string,
  accountId: string,
): NamespaceRoles {
  const properties = propertiesOf(namespace);
  return {
    associated: properties.texts('IamRoles'),
    defaultRole: properties.text('DefaultIamRoleArn'),
    iamResources: resources.filter(({ type }) => type.startsWith('AWS::IAM::')),
    accountId,
    region,
  };
}

/** One line for each associated role whose rights nobody here can know, as the template does not make it. */
export function listUnknownRoles({ associated, iamResources }: NamespaceRoles): string[] {
  const made = new Set(iamResources.map(({ attributes }) => attributes.Arn));
  return associated
    .filter((arn) => !made.has(arn))
    .map((arn) => `Redshift's role ${arn} may do everything here: the template does not make it`);
}
