import type { Catalog } from '../../access/catalog.ts';
import { systemPermissions } from '../../access/system-permissions.ts';
import { isWord } from '../../syntax/tokens.ts';
import type { Call } from '../context.ts';
import { notSupported } from './grant-syntax.ts';

const permissionWords = new Set(systemPermissions.map((permission) => permission.split(' ', 1)[0]));

/** What a GRANT or REVOKE is about: privileges ON something, roles, or permissions on the whole database. */
export function grantedKind({ tokens, reader }: Call, catalog: Catalog): 'privilege' | 'role' | 'permission' {
  const link = tokens.findIndex((token) => isWord(token, 'on', 'to', 'from', 'for'));
  const first = reader.peek();
  if (isWord(first, 'role')) return 'role';
  if (isWord(tokens[link], 'for') && isWord(tokens[link + 1], 'tables', 'functions', 'schemas', 'procedures')) {
    throw notSupported('GRANT and REVOKE of scoped permissions');
  }
  if (link < 0 || isWord(tokens[link], 'on') || first === undefined) return 'privilege';
  // The word ROLE may be left out before a role's name.
  if (catalog.roles.has(first.value)) return 'role';
  return isWord(first, 'all') || permissionWords.has(first.value) ? 'permission' : 'privilege';
}
