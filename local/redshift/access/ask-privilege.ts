import { SqlError } from '../engine.ts';
import { findSchema } from '../session/search-path.ts';
import { readTokens } from '../syntax/token-reader.ts';
import { tokenize } from '../syntax/tokens.ts';
import type { Caller } from './caller.ts';
import { type DatabaseObject, nameKey } from './catalog.ts';
import { rolesOf } from './grantees.ts';
import { databaseObject, hasPrivilege, isSuperuser, mayGrant, schemaObject } from './privileges.ts';

const privilegesAsked: Readonly<Record<string, readonly string[]>> = {
  relation: ['select', 'insert', 'update', 'delete', 'references', 'drop', 'truncate', 'alter'],
  schema: ['create', 'usage'],
  database: ['create', 'temporary', 'temp'],
  function: ['execute'],
  language: ['usage'],
};

/**
 * Answers HAS_TABLE_PRIVILEGE and its kin.
 *
 * @throws SqlError when there is no such user, object or privilege.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_HAS_TABLE_PRIVILEGE.html
 */
export function askPrivilege(caller: Caller, user: string, kind: string, objectName: string, asked: string): boolean {
  const { catalog } = caller;
  if (!catalog.users.has(user)) throw new SqlError(`ERROR: user "${user}" does not exist`);
  const [, word = '', withOption] = /^\s*(\w+)(\s+with\s+grant\s+option)?\s*$/i.exec(asked) ?? [];
  const name = word.toLowerCase();
  if (!privilegesAsked[kind]?.includes(name)) throw new SqlError(`ERROR: unrecognized privilege type: "${asked}"`);
  const privilege = name === 'temp' ? 'temporary' : name;
  const object = namedObject(caller, kind, objectName);
  return (withOption === undefined ? hasPrivilege : mayGrant)(catalog, user, object, privilege);
}

function namedObject(caller: Caller, kind: string, written: string): DatabaseObject {
  const { catalog, database, path } = caller;
  const missing = () => new SqlError(`ERROR: ${kind} "${written}" does not exist`);
  const plain = written.toLowerCase();
  if (kind === 'schema') {
    if (!catalog.schemas.has(plain)) throw missing();
    return schemaObject(plain);
  }
  if (kind === 'database') {
    if (plain !== database.toLowerCase()) throw missing();
    return databaseObject;
  }
  if (kind === 'language') return { kind, schema: '', name: plain };
  const reader = readTokens(tokenize(written), written.length, (name) => findSchema(catalog, path, name));
  const name = reader.qualifiedName();
  if (kind === 'relation') {
    if (!catalog.relations.has(nameKey(name))) throw missing();
    return { kind, ...name };
  }
  return namedFunction(caller, { ...name, name: plain.slice(plain.indexOf(name.name)) }, missing);
}

/** A function is named with its argument types; of a model's the name is enough. */
function namedFunction(
  { catalog }: Caller,
  name: { schema: string; name: string },
  missing: () => SqlError,
): DatabaseObject {
  const [bare = ''] = name.name.split('(', 1);
  const model = [...catalog.models.values()].find(
    ({ schema, functionName }) => schema === name.schema && functionName === bare,
  );
  if (model) return { kind: 'model', schema: model.schema, name: model.name };
  if (!catalog.functions.has(nameKey(name))) throw missing();
  return { kind: 'function', ...name };
}

/**
 * Answers USER_IS_MEMBER_OF and ROLE_IS_MEMBER_OF: a member through other roles is one, and a superuser is one of all.
 *
 * @throws SqlError when the user or a role does not exist.
 */
export function isMemberOf({ catalog }: Caller, kind: 'user' | 'role', member: string, role: string): boolean {
  const known = kind === 'user' ? catalog.users : catalog.roles;
  if (!known.has(member)) throw new SqlError(`ERROR: ${kind} "${member}" does not exist`);
  if (!catalog.roles.has(role)) throw new SqlError(`ERROR: role "${role}" does not exist`);
  if (kind === 'user' && isSuperuser(catalog, member)) return true;
  return rolesOf(catalog, { kind, name: member }).has(role);
}
