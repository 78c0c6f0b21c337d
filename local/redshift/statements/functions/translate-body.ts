import type { DuckDBConnection } from '@duckdb/node-api';
import { readSyntaxTree, writeSyntaxTree } from '../../database/syntax-tree.ts';
import { SqlError } from '../../engine.ts';
import { isSymbol, isWord, type Token, tokenize } from '../../syntax/tokens.ts';
import { type DataType, duckdbType, typeText } from '../../tables/data-type.ts';
import type { Call, EngineContext } from '../context.ts';
import { planQuery } from '../plan-query.ts';
import type { FunctionDefinition } from './create-function.ts';

/** The macro's name of `$n`. */
const argumentPrefix = 'redshift_argument_';
/** Strings, quoted names and comments hold no arguments. */
const argumentPattern = /'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\d+)/g;
const forbiddenClauses = ['from', 'into', 'where', 'group', 'having', 'order', 'limit', 'union', 'intersect', 'except'];

/**
 * Writes a function's body as one expression in DuckDB's dialect, whose arguments are called `redshift_argument_1` and so on.
 *
 * @throws SqlError when the body is not one SELECT of one expression, or reads more than its arguments.
 */
export async function translateBody(
  call: Call,
  context: EngineContext,
  connection: DuckDBConnection,
  { body, argumentTypes, returnType }: FunctionDefinition,
): Promise<string> {
  const tokens = tokenize(numberArguments(body, argumentTypes.length)).filter((token) => !isSymbol(token, ';'));
  requireOneSelect(tokens);
  // The arguments are a table's columns meanwhile, so that their types and names are known as in any query.
  const columns = argumentTypes.map(
    (type, index) => `CAST(NULL AS ${typeText(type)}) AS ${argumentPrefix}${index + 1}`,
  );
  const source = columns.length > 0 ? tokenize(` FROM (SELECT ${columns.join(', ')}) AS redshift_arguments`) : [];
  const plan = await planQuery({ ...call, sql: `${call.sql}\n${body}`, tokens }, context, connection, () => ({
    tokens: [...tokens, ...source],
  }));
  if (plan.relations.length > 0) throw new SqlError('ERROR: a SQL function cannot read tables');
  if (plan.models.length > 0) {
    throw new SqlError('ERROR: a model in a SQL function is not supported by the local engine');
  }
  if (plan.parameterNames.length > 0) throw new SqlError('ERROR: a SQL function cannot have parameters');
  // The database itself says whether the body can become the function's type.
  await connection.run(`SELECT CAST(body AS ${duckdbType(returnType)}) FROM (${plan.sql}) AS t(body) LIMIT 0`);
  return expressionOf(connection, plan.sql, argumentTypes);
}

function numberArguments(body: string, count: number): string {
  return body.replace(argumentPattern, (text, number: string | undefined) => {
    if (number === undefined) return text;
    if (Number(number) < 1 || Number(number) > count) throw new SqlError(`ERROR: there is no parameter ${text}`);
    return `${argumentPrefix}${Number(number)}`;
  });
}

function requireOneSelect(tokens: readonly Token[]): void {
  if (!isWord(tokens[0], 'select')) throw new SqlError('ERROR: the body of a SQL function must be a SELECT');
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    const clause = depth === 0 && isWord(token, ...forbiddenClauses);
    if (clause)
      throw new SqlError(`ERROR: the SELECT of a SQL function cannot have a clause ${token.value.toUpperCase()}`);
  }
}

type Tree = { readonly [key: string]: unknown };

/** The one expression of the SELECT, each argument cast to its type. */
async function expressionOf(connection: DuckDBConnection, sql: string, types: readonly DataType[]): Promise<string> {
  const casts = await selectList(
    connection,
    `SELECT 1${types.map((type, index) => `, CAST(${argumentPrefix}${index + 1} AS ${duckdbType(type)})`).join('')}`,
  );
  const [expression, ...others] = await selectList(connection, sql);
  if (others.length > 0) throw new SqlError('ERROR: a SQL function answers one value');
  const constant = asTree(await readSyntaxTree(connection, 'SELECT 1'));
  const [statement] = asTrees(constant.statements);
  const node = {
    ...asTree(statement?.node),
    select_list: [{ ...asTree(castArguments(expression, casts)), alias: '' }],
  };
  const text = await writeSyntaxTree(connection, { ...constant, statements: [{ ...statement, node }] });
  return text.replace(/^SELECT /, '');
}

async function selectList(connection: DuckDBConnection, sql: string): Promise<readonly Tree[]> {
  const [statement] = asTrees(asTree(await readSyntaxTree(connection, sql)).statements);
  return asTrees(asTree(statement?.node).select_list);
}

function castArguments(value: unknown, casts: readonly Tree[]): unknown {
  if (Array.isArray(value)) return value.map((item) => castArguments(item, casts));
  if (typeof value !== 'object' || value === null) return value;
  const tree = asTree(value);
  if (tree.type === 'COLUMN_REF' && Array.isArray(tree.column_names)) {
    const at = tree.column_names.findIndex((name) => String(name).startsWith(argumentPrefix));
    const name = String(tree.column_names[at] ?? tree.column_names.at(-1));
    if (at < 0) throw new SqlError(`ERROR: column "${name}" does not exist`);
    const path = tree.column_names.slice(at);
    // Steps into a SUPER follow the argument's name.
    return path.length > 1 ? { ...tree, column_names: path } : casts[Number(name.slice(argumentPrefix.length))];
  }
  return Object.fromEntries(Object.entries(tree).map(([key, child]) => [key, castArguments(child, casts)]));
}

function asTree(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}

function asTrees(value: unknown): Tree[] {
  return Array.isArray(value) ? value.map(asTree) : [];
}
