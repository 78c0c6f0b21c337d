import { type ConstDirectiveNode, type GraphQLField, type GraphQLObjectType, Kind } from 'graphql';

/** Who may read one field: everyone who is signed in, nobody, or the members of some groups. */
export type FieldRule = 'everyone' | 'nobody' | readonly string[];

/**
 * Reads a field's rule from AppSync's directives: the field's win over its type's, several are alternatives, and an
 * unmarked field falls to the API's default action.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export function ruleOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  defaultAction: 'ALLOW' | 'DENY',
): FieldRule {
  return (
    ruleOfDirectives(field.astNode?.directives) ??
    ruleOfDirectives(type.astNode?.directives) ??
    (defaultAction === 'ALLOW' ? 'everyone' : 'nobody')
  );
}

const otherModes = new Set(['aws_api_key', 'aws_iam', 'aws_oidc', 'aws_lambda']);

function ruleOfDirectives(directives: readonly ConstDirectiveNode[] = []): FieldRule | undefined {
  const userPool = directives.filter(
    ({ name }) => name.value === 'aws_cognito_user_pools' || name.value === 'aws_auth',
  );
  // A field marked only for other modes of authorization is closed to users of the pool.
  if (userPool.length === 0) return directives.some(({ name }) => otherModes.has(name.value)) ? 'nobody' : undefined;
  const groups = userPool.map(groupsOf);
  return groups.includes(undefined) ? 'everyone' : groups.flatMap((names) => names ?? []);
}

function groupsOf(directive: ConstDirectiveNode): readonly string[] | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === 'cognito_groups')?.value;
  if (!value || value.kind === Kind.NULL) return undefined;
  const items = value.kind === Kind.LIST ? value.values : [value];
  return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}

/** Whether a caller in these groups passes a rule. */
export function passes(rule: FieldRule, groups: readonly string[] | null): boolean {
  if (rule === 'everyone') return true;
  if (rule === 'nobody' || groups === null) return false;
  return groups.some((group) => rule.includes(group));
}
