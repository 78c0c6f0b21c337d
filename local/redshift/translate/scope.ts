import { SqlError } from '../engine.ts';
import type { Token } from '../syntax/tokens.ts';
import type { ValueType } from '../syntax/value-type.ts';

/** What is known of a relation's or a query's column. */
export interface ColumnFacts {
  /** Undefined where it is not known. */
  readonly type: ValueType | undefined;
  /** The table or view that it is a plain column of. */
  readonly table?: string;
  /** False for a plain column that is NOT NULL. */
  readonly isNullable?: boolean;
}

/** Columns of a relation by name. */
export type Columns = ReadonlyMap<string, ColumnFacts>;

/** What a translation needs to know about the database. */
export interface Dialect {
  /** The database that the caller is connected to. */
  readonly database?: string;
  /** The schema that answers for a system table or view, such as pg_user. */
  readonly systemSchemaOf: (name: string, schema: string | undefined) => string | undefined;
  /** Finds the DuckDB function that answers for a model's function; undefined when no model has it. */
  readonly findModelFunction: (name: string, schema: string | undefined, argumentCount: number) => string | undefined;
  /** Columns of a table or view; undefined when they are not known. */
  readonly columnsOf?: (name: string, schema: string | undefined) => Columns | undefined;
}

/** One item of a FROM clause, as names see it. */
export interface Source {
  readonly alias: string;
  readonly schema: string | undefined;
  readonly columns: Columns | undefined;
  /** One of its columns holds the elements of an array or object. */
  readonly isElement?: boolean;
  /** USING or NATURAL has merged columns of it with those of another. */
  readonly isJoined?: boolean;
}

/** What names stand for at one place of a statement. */
export interface Scope {
  readonly dialect: Dialect;
  readonly sources: readonly Source[];
  /** Aliases of the SELECT list so far, for the items to their right. */
  readonly aliases: Columns;
  /** What those aliases stand for, where an item to their right writes it out again. */
  readonly repeatable?: ReadonlyMap<string, readonly Token[]>;
  readonly commonTables: ReadonlyMap<string, Columns | undefined>;
  readonly outer: Scope | undefined;
}

/** The scope of a statement's own level. */
export function openScope(dialect: Dialect, outer?: Scope): Scope {
  return { dialect, sources: [], aliases: new Map(), commonTables: outer?.commonTables ?? new Map(), outer };
}

/** What a name stands for: a column, or an alias of the SELECT list; the steps behind it lead into its value. */
export interface Resolved {
  /** How many names the column takes. */
  readonly length: number;
  readonly column: ColumnFacts;
  readonly isKnown: boolean;
  /** What an alias stands for; without it, the alias is written. */
  readonly tokens?: readonly Token[] | undefined;
}

const unknown: ColumnFacts = { type: undefined };

/**
 * Finds what a path of names stands for; a column goes before an alias, as Redshift has it.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_list.html
 * @throws SqlError for a name that no source has.
 */
export function resolveNames(names: readonly string[], scope: Scope): Resolved {
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    const found = resolveAt(names, level);
    if (found) return found;
  }
  const [first = '', second] = names;
  const isTable = second !== undefined && !hasUnknown(scope);
  if (isTable) throw new SqlError(`ERROR: missing FROM-clause entry for table "${first}"`);
  if (hasUnknown(scope)) return { length: names.length, column: unknown, isKnown: false };
  throw missingColumn(first, scope.sources);
}

function missingColumn(name: string, sources: readonly Source[]): SqlError {
  const places = sources.map(({ alias }) => alias).filter((alias) => alias !== '');
  return new SqlError(`ERROR: column "${name}" does not exist${places.length > 0 ? ` in ${places.join(', ')}` : ''}`);
}

function hasUnknown(scope: Scope | undefined): boolean {
  if (!scope) return false;
  return scope.sources.some(({ columns }) => columns === undefined) || hasUnknown(scope.outer);
}

function resolveAt(names: readonly string[], scope: Scope): Resolved | undefined {
  const [first = '', second = '', third] = names;
  const qualified = third === undefined ? undefined : findSource(scope, second, first);
  if (qualified && third !== undefined) return columnOf(qualified, third, 3);
  const named = names.length > 1 ? findSource(scope, first) : undefined;
  if (named) return columnOf(named, second, 2);
  const owner = scope.sources.find(({ columns }) => columns?.has(first));
  if (owner) return { length: 1, column: owner.columns?.get(first) ?? unknown, isKnown: true };
  if (scope.aliases.has(first)) {
    const column = scope.aliases.get(first) ?? unknown;
    return { length: 1, column, isKnown: true, tokens: scope.repeatable?.get(first) };
  }
  return undefined;
}

function findSource(scope: Scope, alias: string, schema?: string): Source | undefined {
  return scope.sources.find(
    (source) => source.alias === alias && (schema === undefined || (source.schema ?? 'public') === schema),
  );
}

function columnOf(source: Source, name: string, length: number): Resolved {
  if (source.columns && !source.columns.has(name)) throw missingColumn(name, [source]);
  return { length, column: source.columns?.get(name) ?? unknown, isKnown: source.columns !== undefined };
}
