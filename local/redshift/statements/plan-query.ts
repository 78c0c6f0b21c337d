import type { DuckDBConnection } from '@duckdb/node-api';
import { findModelFunction, type ModelFunction } from '../../redshift-ml/statements/model-functions.ts';
import type { ModelEntry } from '../access/catalog.ts';
import { requireFunction, requireModelFunction } from '../access/privileges.ts';
import { findReferences } from '../access/references.ts';
import { requireTable } from '../access/require-table.ts';
import { type CalledFunction, findCalledFunction, type SqlFunction } from '../access/sql-functions.ts';
import { readColumns } from '../database/read-columns.ts';
import { redshiftWording } from '../database/redshift-error.ts';
import { systemSchemaOf } from '../database/system-catalog.ts';
import { SqlError } from '../engine.ts';
import { findSchema } from '../session/search-path.ts';
import { type PrintedSql, printTokens } from '../syntax/print-tokens.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { quoteText, type Token } from '../syntax/tokens.ts';
import type { Columns, Dialect } from '../translate/scope.ts';
import { translateStatement } from '../translate/translate.ts';
import { systemSchemas } from '../translate/translate-from.ts';
import type { TranslatedQuery } from '../translate/translate-query.ts';
import type { Call, EngineContext } from './context.ts';
import { requireChange, requireReads } from './require-reads.ts';

/** A statement that DuckDB may run for this user, for as long as the catalog stays as it is. */
export interface Plan {
  readonly sql: string;
  readonly parameterNames: readonly string[];
  readonly catalogVersion: number;
  /** What the translation knows of a query's columns; undefined when it does not know them all. */
  readonly columns: TranslatedQuery['columns'];
  /** What it changes. */
  readonly target: PlanInput['target'];
  /** What it reads, but for system tables. */
  readonly relations: readonly QualifiedName[];
  readonly models: readonly ModelEntry[];
  readonly functions: readonly SqlFunction[];
}

/** Plans by user and statement; a served request costs no translation and no look at the syntax tree. */
export type PlanCache = Map<string, Plan>;

const cacheLimit = 500;

/** What a statement is made of before it is checked. */
export interface PlanInput {
  readonly tokens: readonly Token[];
  /** The table that the statement changes, and the privilege that this needs; none for a query. */
  readonly target?: { readonly relation: QualifiedName; readonly privilege: string };
}

/**
 * Translates a statement and checks every table and function in it.
 *
 * @throws SqlError when it is no valid statement, or names what does not exist or what the user may not touch.
 */
export async function planQuery(
  call: Call,
  context: EngineContext,
  connection: DuckDBConnection,
  readInput: () => PlanInput,
): Promise<Plan> {
  const key = [call.user, ...call.path, call.sql].join('\n');
  const catalog = context.catalog();
  const known = context.plans.get(key);
  if (known?.catalogVersion === catalog.version) return known;
  const input = readInput();
  const tables = await readColumns(connection, input.tokens);
  const { tokens, reads, columns, modelFunctions, calledFunctions } = translate(call, context, input, tables);
  const tree = await syntaxTree(connection, printTokens(reads));
  const references = findReferences(tree, (name) => findSchema(catalog, call.path, name));
  if (input.target) {
    requireChange(catalog, call.user, input.target, input.tokens);
    requireTable(catalog, input.target.relation, input.target.privilege);
  }
  for (const relation of references.relations) await requireReads(catalog, call.user, relation, tree, connection);
  for (const { models, name } of modelFunctions) {
    for (const model of models) requireModelFunction(catalog, call.user, model, name);
  }
  const functions = calledFunctions.flatMap(({ overloads }) => overloads);
  for (const { schema, signature } of functions) requireFunction(catalog, call.user, { schema, name: signature });
  const plan = {
    sql: printTokens(tokens).text,
    parameterNames: [...new Set(tokens.filter((token) => token.kind === 'parameter').map((token) => token.value))],
    catalogVersion: catalog.version,
    columns,
    target: input.target,
    relations: references.relations,
    models: modelFunctions.flatMap(({ models }) => models),
    functions,
  };
  remember(context.plans, key, plan);
  return plan;
}

function translate(
  call: Call,
  context: EngineContext,
  { tokens, target }: PlanInput,
  columns: ReadonlyMap<string, Columns>,
) {
  const modelFunctions: ModelFunction[] = [];
  const calledFunctions: CalledFunction[] = [];
  const catalog = context.catalog();
  const dialect: Dialect = {
    database: call.database,
    systemSchemaOf,
    findModelFunction: (name, schema, argumentCount) => {
      const schemas = schema === undefined ? call.path : [schema];
      const found = findModelFunction(catalog, name, schemas, argumentCount);
      if (found) modelFunctions.push(found);
      const called = found ? undefined : findCalledFunction(catalog, name, schemas, argumentCount);
      if (called) calledFunctions.push(called);
      return found?.duckdbName ?? called?.duckdbName;
    },
    columnsOf: (name, schema) => {
      const isOpen = schema === undefined || systemSchemas.includes(schema);
      const system = isOpen ? systemSchemaOf(name, schema) : undefined;
      return columns.get(`${system ?? schema ?? findSchema(catalog, call.path, name)}.${name}`);
    },
  };
  const statement = translateStatement(tokens, call.sql.length, dialect, target !== undefined);
  return { ...statement, modelFunctions, calledFunctions };
}

async function syntaxTree(connection: DuckDBConnection, select: PrintedSql): Promise<unknown> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(select.text)})`);
  const parsed: SerializedSql = JSON.parse(String(reader.getRows()[0]?.[0]));
  if (!parsed.error && parsed.statements?.length === 1) return parsed.statements;
  const position = Number(parsed.position);
  const place = Number.isNaN(position) ? '' : `\n  Position: ${select.sourceOffset(position) + 1}`;
  throw new SqlError(`ERROR: ${redshiftWording(parsed.error_message ?? 'syntax error')}${place}`);
}

interface SerializedSql {
  readonly error: boolean;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

function remember(plans: PlanCache, key: string, plan: Plan): void {
  const [oldest] = plans.keys();
  if (plans.size >= cacheLimit && oldest !== undefined) plans.delete(oldest);
  plans.set(key, plan);
}
