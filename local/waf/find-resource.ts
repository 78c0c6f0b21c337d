import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { StatementContext } from './statements/statement.ts';

/** The properties of the template's resource with this ARN. Throws when it is not in the template. */
export function findResource(
  type: string,
  arn: string,
  { resources, refuse }: Pick<StatementContext, 'resources' | 'refuse'>,
): ResourceProperties {
  const found = resources.find((resource) => resource.type === type && resource.attributes.Arn === arn);
  if (!found) throw refuse(`${type} ${arn}, which is not in the template,`);
  return propertiesOf(found);
}
