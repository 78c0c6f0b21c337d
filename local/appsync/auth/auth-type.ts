/** What `util.authType` calls the kinds of authorization. */
export type AuthType =
  | 'API Key Authorization'
  | 'IAM Authorization'
  | 'Lambda Authorization'
  | 'Open ID Connect Authorization'
  | 'User Pool Authorization';

/** Each kind of authorization has its own members in `ctx.identity`. */
const signs: readonly (readonly [type: AuthType, present: readonly string[], absent: readonly string[]])[] = [
  ['Lambda Authorization', ['resolverContext'], []],
  ['IAM Authorization', ['userArn', 'accountId', 'sourceIp', 'username'], []],
  ['User Pool Authorization', ['sub', 'issuer', 'claims', 'username', 'sourceIp', 'defaultAuthStrategy'], ['userArn']],
  ['Open ID Connect Authorization', ['sub', 'issuer', 'claims'], ['username']],
];

/** Tells the kind of authorization from `ctx.identity`; what fits none counts as an API key. */
export function authTypeOf(identity: unknown): AuthType {
  if (typeof identity !== 'object' || identity === null) return 'API Key Authorization';
  const members: Readonly<Record<string, unknown>> = { ...identity };
  if (Object.keys(members).length === 0) return 'Lambda Authorization';
  const has = (name: string) => members[name] !== undefined && members[name] !== null;
  const found = signs.find(([, present, absent]) => present.every(has) && !absent.some(has));
  return found?.[0] ?? 'API Key Authorization';
}
