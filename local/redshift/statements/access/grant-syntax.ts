import type { DatabaseObject, Grantee } from '../../access/catalog.ts';
import { functionSignature } from '../../access/function-signature.ts';
import { databaseObject, schemaObject } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { isName, isSymbol, isWord, type Token } from '../../syntax/tokens.ts';
import { type DataType, readDataType } from '../../tables/data-type.ts';

/** A privilege as GRANT and REVOKE name it; `all` is every one that the object can have. */
export interface AskedPrivilege {
  readonly name: string;
  /** Undefined for the whole object. */
  readonly columns: readonly string[] | undefined;
}

/** What GRANT and REVOKE are about. */
export type Target =
  | { readonly objects: readonly DatabaseObject[]; readonly database?: string }
  | { readonly all: 'relation' | 'function'; readonly schemas: readonly string[] };

/** A grantee with what may follow his name. */
export interface AskedGrantee extends Grantee {
  readonly withGrantOption: boolean;
}

/** SELECT, INSERT (a, b), ALL PRIVILEGES, ... */
export function readPrivileges(reader: TokenReader): AskedPrivilege[] {
  return reader.list(() => {
    const name = reader.name();
    if (name === 'assumerole') throw notSupported('GRANT and REVOKE ASSUMEROLE');
    if (name === 'all') reader.take('privileges');
    const columns = isSymbol(reader.peek(), '(') ? namesOf(reader.group(), reader) : undefined;
    return { name: name === 'temp' ? 'temporary' : name, columns };
  });
}

function namesOf(tokens: readonly Token[], reader: TokenReader): string[] {
  const names = tokens.filter((_, at) => at % 2 === 0);
  const isList = tokens.every((token, at) => (at % 2 === 0 ? isName(token) : isSymbol(token, ',')));
  if (!isList || names.length === 0 || tokens.length % 2 === 0) reader.fail();
  return names.map(({ value }) => value);
}

/** What follows ON. */
export function readTarget(reader: TokenReader): Target {
  if (reader.take('schema')) return { objects: reader.list(() => schemaObject(reader.name())) };
  if (reader.take('model')) return { objects: reader.list(() => ({ kind: 'model', ...reader.qualifiedName() })) };
  if (reader.take('database')) return { objects: [databaseObject], database: reader.name() };
  if (reader.take('language'))
    return { objects: reader.list(() => ({ kind: 'language', schema: '', name: reader.name() })) };
  if (reader.take('function')) return { objects: reader.list(() => readFunction(reader)) };
  if (reader.take('all')) return readAllIn(reader);
  if (isWord(reader.peek(), 'procedure', 'datashare', 'external', 'library')) {
    throw notSupported(`GRANT and REVOKE ON ${reader.next().value.toUpperCase()}`);
  }
  reader.take('table');
  return { objects: reader.list(() => ({ kind: 'relation', ...reader.qualifiedName() })) };
}

function readAllIn(reader: TokenReader): Target {
  if (reader.take('procedures')) throw notSupported('GRANT and REVOKE ON ALL PROCEDURES');
  const isTables = reader.take('tables');
  if (!isTables) reader.expect('functions');
  reader.expect('in', 'schema');
  return { all: isTables ? 'relation' : 'function', schemas: reader.list(() => reader.name()) };
}

/** `f(integer, name varchar(10))`: an argument's type may stand behind its name. */
function readFunction(reader: TokenReader): DatabaseObject {
  const { schema, name } = reader.qualifiedName();
  reader.expectSymbol('(');
  const types = isSymbol(reader.peek(), ')') ? [] : reader.list(() => readArgumentType(reader, name));
  reader.expectSymbol(')');
  return { kind: 'function', schema, name: functionSignature(name, types) };
}

function readArgumentType(reader: TokenReader, called: string): DataType {
  const second = reader.peek(1);
  if (isName(second) && !isWord(second, 'precision', 'varying', 'with', 'without')) reader.name();
  return readDataType(reader, called);
}

/** user [WITH GRANT OPTION], ROLE r, GROUP g, PUBLIC. */
export function readGrantees(reader: TokenReader): AskedGrantee[] {
  return reader.list(() => {
    const grantee = readGrantee(reader);
    const withGrantOption = reader.take('with', 'grant', 'option');
    if (withGrantOption && grantee.kind !== 'user') {
      throw new SqlError('ERROR: grant options can only be granted to individual users');
    }
    return { ...grantee, withGrantOption };
  });
}

function readGrantee(reader: TokenReader): Grantee {
  if (isWord(reader.peek(), 'namespace', 'account', 'iam_role', 'rls')) {
    throw notSupported(`GRANT and REVOKE for ${reader.next().value.toUpperCase()}`);
  }
  if (reader.take('public')) return { kind: 'public', name: '' };
  const isNamed = isName(reader.peek(1)) && !isWord(reader.peek(1), 'with', 'cascade', 'restrict');
  if (isNamed && reader.take('role')) return { kind: 'role', name: reader.grantee() };
  if (isNamed && reader.take('group')) return { kind: 'group', name: reader.grantee() };
  return { kind: 'user', name: reader.grantee() };
}

/** The refusal of what the local engine leaves out. */
export function notSupported(what: string): SqlError {
  return new SqlError(`ERROR: ${what} is not supported by the local engine`);
}
