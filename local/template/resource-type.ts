import { type alphabets, identifier, uuid } from './identifiers.ts';
import type { StackEnvironment } from './scope.ts';
import { asText } from './values.ts';

/** A resource whose properties are resolved and whose `Ref` and attributes are asked for. */
export interface DeclaredResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly environment: StackEnvironment;
}

/** What CloudFormation gives for resources of one type; each is a function of the resource. */
export interface ResourceType {
  /** What `Ref` gives. */
  readonly ref: (resource: DeclaredResource) => string;
  /** What `Fn::GetAtt` gives, by attribute. */
  readonly attributes: Readonly<Record<string, (resource: DeclaredResource) => string>>;
}

/** Resource types by their name, e.g. `AWS::Lambda::Function`. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** A property that the type requires, as text. */
export function property({ logicalId, properties }: DeclaredResource, name: string): string {
  return asText(properties[name], `Resource "${logicalId}".${name}`);
}

/** The name that a property gives, or the one that CloudFormation makes: stack, logical id and twelve characters. */
export function physicalName(resource: DeclaredResource, nameProperty: string, longest = 128): string {
  if (resource.properties[nameProperty] !== undefined) return property(resource, nameProperty);
  const suffix = `-${id(resource, 12, 'upper')}`;
  return `${resource.environment.stackName}-${resource.logicalId}`.slice(0, longest - suffix.length) + suffix;
}

/** An id of the resource, random in looks; `purpose` tells apart several ids of one resource. */
export function id(
  { environment, logicalId }: DeclaredResource,
  length: number,
  alphabet: keyof typeof alphabets,
  purpose = 'id',
): string {
  return identifier(environment, `${logicalId}/${purpose}`, length, alphabet);
}

/** A UUID of the resource. */
export function uuidOf({ environment, logicalId }: DeclaredResource): string {
  return uuid(environment, logicalId);
}

/** The ARN of something in the resource's account and Region. */
export function arn({ environment: { region, accountId } }: DeclaredResource, service: string, path: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${path}`;
}
