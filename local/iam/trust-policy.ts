import type { Resource } from '../template/template.ts';

/**
 * The services that a role's trust policy lets assume it, e.g. `redshift.amazonaws.com`; `*` for anyone. Its conditions
 * are taken to hold, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html.
 */
export function readTrustedServices({ properties }: Resource): string[] {
  const { AssumeRolePolicyDocument: document } = properties;
  return listOf(membersOf(document).Statement)
    .map(membersOf)
    .filter(({ Effect, Action }) => Effect === 'Allow' && listOf(Action).some(isAssumeRole))
    .flatMap(({ Principal }) => (Principal === '*' ? ['*'] : listOf(membersOf(Principal).Service)))
    .map(String);
}

function isAssumeRole(action: unknown): boolean {
  return ['sts:assumerole', 'sts:*', '*'].includes(String(action).toLowerCase());
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
