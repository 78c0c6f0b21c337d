import type { UserState } from '../state.ts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
const attributesByScope: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
};
const scopesOfAll: readonly string[] = ['profile', 'aws.cognito.signin.user.admin'];

/** The user's attributes as claims of an ID token, as far as its scopes reach. */
export function userClaims(
  user: UserState,
  scopes: readonly string[],
  readable: ReadonlySet<string> | undefined,
): Record<string, unknown> {
  const attributes = Object.entries(attributesOfScopes(user, scopes, readable));
  return Object.fromEntries(attributes.map(([name, value]) => [name, claimOf(name, value)]));
}

/**
 * The attributes that scopes reach. `email` and `phone` beside `openid` narrow them to their own; `profile`, `openid` alone
 * and the scope of the API's sign-ins have all that the client may read.
 */
export function attributesOfScopes(
  { attributes }: UserState,
  scopes: readonly string[],
  readable: ReadonlySet<string> | undefined,
): Record<string, string> {
  const ofScopes = new Set(scopes.flatMap((scope) => attributesByScope[scope] ?? []));
  const isAll = ofScopes.size === 0 || scopes.some((scope) => scopesOfAll.includes(scope));
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => (isAll || ofScopes.has(name)) && (readable?.has(name) ?? true)),
  );
}

/** Attributes are kept as text; in a token some are of another type. */
function claimOf(name: string, value: string): unknown {
  if (name.endsWith('_verified')) return value === 'true';
  if (name === 'address') return { formatted: value };
  return name === 'updated_at' ? Number(value) : value;
}
