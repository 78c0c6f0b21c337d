import { SqlError } from '../engine.ts';
import { printTokens } from '../syntax/print-tokens.ts';
import { readNewName } from '../syntax/reserved-words.ts';
import type { QualifiedName, TokenReader } from '../syntax/token-reader.ts';
import { isSymbol, isWord, quoteLiteral, type Token } from '../syntax/tokens.ts';
import { readDataType } from './data-type.ts';
import { readColumnNames } from './read-attributes.ts';
import { requireEncoding } from './read-encoding.ts';
import type { Identity, TableColumn, TableConstraint } from './table-description.ts';

/** A column with what its definition says about the table. */
export interface ColumnDefinition {
  readonly column: TableColumn;
  readonly constraints: readonly TableConstraint[];
  readonly isDistKey: boolean;
  readonly isSortKey: boolean;
}

type Change = Partial<Omit<ColumnDefinition, 'column'>> & { readonly column?: Partial<TableColumn> };

/** What DEFAULT's expression cannot go beyond. */
const attributeWords =
  'not null encode distkey sortkey primary unique references identity generated collate constraint default check'.split(
    ' ',
  );

/**
 * Reads `name type attributes`.
 *
 * @param table for the messages.
 * @throws SqlError where a column cannot be read, and at types and attributes that Redshift does not have.
 */
export function readColumn(reader: TokenReader, table: string): ColumnDefinition {
  const name = readNewName(reader);
  const type = readDataType(reader, `${table}.${name}`);
  let definition: ColumnDefinition = {
    column: { name, type, isNullable: true },
    constraints: [],
    isDistKey: false,
    isSortKey: false,
  };
  while (!isSymbol(reader.peek(), ',') && !isSymbol(reader.peek(), ')') && !reader.atEnd()) {
    const change = readAttribute(reader, definition.column) ?? reader.fail();
    definition = {
      ...definition,
      ...change,
      column: { ...definition.column, ...change.column },
      constraints: [...definition.constraints, ...(change.constraints ?? [])],
    };
  }
  return definition;
}

function readAttribute(reader: TokenReader, column: TableColumn): Change | undefined {
  if (reader.take('not', 'null')) return { column: { isNullable: false } };
  if (reader.take('null')) return {};
  if (reader.take('distkey')) return { isDistKey: true };
  if (reader.take('sortkey')) return { isSortKey: true };
  if (reader.take('encode')) return { column: { encoding: requireEncoding(reader.name(), column) } };
  if (reader.take('collate')) return readCollation(reader);
  if (reader.take('default')) {
    if (column.identity || column.defaultText !== undefined) throw multipleDefaults(column.name);
    return { column: { defaultText: redshiftText(readExpression(reader)) } };
  }
  const isDefault = reader.take('generated', 'by', 'default', 'as');
  if (isWord(reader.peek(), 'identity')) {
    if (column.identity || column.defaultText !== undefined) throw multipleDefaults(column.name);
    return { column: { identity: readIdentity(reader, column, isDefault), isNullable: false } };
  }
  return isDefault ? reader.fail() : readConstraint(reader, column.name);
}

function readConstraint(reader: TokenReader, name: string): Change | undefined {
  const columns = [name];
  if (reader.take('primary', 'key')) {
    return { column: { isNullable: false }, constraints: [{ kind: 'primary key', columns }] };
  }
  if (reader.take('unique')) return { constraints: [{ kind: 'unique', columns }] };
  if (!reader.take('references')) return undefined;
  return { constraints: [{ kind: 'foreign key', columns, references: readReference(reader) }] };
}

/** `table [(columns)]`, behind REFERENCES. */
export function readReference(reader: TokenReader): QualifiedName & { readonly columns: readonly string[] } {
  const relation = reader.qualifiedName();
  return { ...relation, columns: isSymbol(reader.peek(), '(') ? readColumnNames(reader) : [] };
}

function multipleDefaults(name: string): SqlError {
  return new SqlError(`ERROR: multiple default values specified for column "${name}"`);
}

function readCollation(reader: TokenReader): Change {
  if (reader.take('case_insensitive')) {
    throw new SqlError('ERROR: COLLATE CASE_INSENSITIVE is not supported by the local engine');
  }
  reader.expect('case_sensitive');
  return {};
}

function readIdentity(reader: TokenReader, column: TableColumn, isDefault: boolean): Identity {
  reader.expect('identity');
  reader.expectSymbol('(');
  const seed = readInteger(reader);
  reader.expectSymbol(',');
  const step = readInteger(reader);
  reader.expectSymbol(')');
  if (!['integer', 'bigint'].includes(column.type.name)) {
    throw new SqlError(`ERROR: identity column "${column.name}" must be of type INT or BIGINT`);
  }
  if (step === 0) throw new SqlError(`ERROR: the step of identity column "${column.name}" must not be 0`);
  return { seed, step, isDefault };
}

function readInteger(reader: TokenReader): number {
  return reader.takeSymbol('-') ? -reader.wholeNumber() : reader.wholeNumber();
}

/** The tokens as Redshift would read them again. */
function redshiftText(tokens: readonly Token[]): string {
  return printTokens(
    tokens.map((token) => (token.kind === 'string' ? { ...token, text: quoteLiteral(token.value) } : token)),
  ).text;
}

function readExpression(reader: TokenReader): Token[] {
  const tokens: Token[] = [];
  const isEnd = () =>
    reader.atEnd() ||
    isSymbol(reader.peek(), ',') ||
    isSymbol(reader.peek(), ')') ||
    // DEFAULT NULL is a value; NOT NULL behind a value is an attribute.
    (tokens.length > 0 && isWord(reader.peek(), ...attributeWords));
  while (!isEnd()) {
    const token = reader.next();
    tokens.push(token);
    if (isSymbol(token, '(')) tokens.push(...readToClosing(reader));
  }
  return tokens.length > 0 ? tokens : reader.fail();
}

function readToClosing(reader: TokenReader): Token[] {
  const tokens: Token[] = [];
  for (let depth = 1; depth > 0; ) {
    const token = reader.next();
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    tokens.push(token);
  }
  return tokens;
}
