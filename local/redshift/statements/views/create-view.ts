import { nameKey } from '../../access/catalog.ts';
import { requireOwner } from '../../access/privileges.ts';
import { duckdbName } from '../../database/duckdb-names.ts';
import { SqlError } from '../../engine.ts';
import { findSchema } from '../../session/search-path.ts';
import { readQuery } from '../../syntax/read-query.ts';
import { readNewQualifiedName } from '../../syntax/reserved-words.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import { isSymbol, isWord, quoteName, quoteText, type Token } from '../../syntax/tokens.ts';
import { typeText } from '../../tables/data-type.ts';
import { describeTable, type TableColumn, toComment } from '../../tables/table-description.ts';
import { rewriteRelations } from '../../views/rewrite-relations.ts';
import { type CatalogWriter, changeCatalog, keepOwner } from '../change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../context.ts';
import { planQuery } from '../plan-query.ts';
import { type QueryColumn, queryColumns } from '../query-columns.ts';
import { readNewNames } from '../tables/create-table-as.ts';
import { requireNewRelation } from '../tables/fill-new-table.ts';
import { keepView } from './keep-view.ts';

interface NewView {
  readonly relation: QualifiedName;
  readonly columnNames: readonly string[];
  readonly query: readonly Token[];
  /** The query as it was sent. */
  readonly definition: string;
}

/**
 * CREATE [OR REPLACE] VIEW v [(columns)] AS query. The view's names mean what they mean now, whatever search path its
 * readers have, https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html.
 */
export const createView: StatementHandler = (call, context) => {
  call.reader.expect('create');
  const isReplacement = call.reader.take('or', 'replace');
  call.reader.expect('view');
  const view = readNewView(call);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    const isThere = catalog.relations.has(nameKey(view.relation));
    if (isReplacement && isThere) requireReplaceable(call, context, view.relation);
    else requireNewRelation(catalog, call.user, view.relation, 'create or replace view');
    await storeView(call, context, writer, view, isThere);
    return 0;
  });
};

function readNewView(call: Call): NewView {
  const { reader } = call;
  if (reader.peek()?.value.startsWith('#'))
    throw new SqlError('ERROR: temporary views are not supported by the local engine');
  const relation = readNewQualifiedName(reader);
  const columnNames = isSymbol(reader.peek(), '(') ? readNewNames(reader) : [];
  reader.expect('as');
  const start = reader.peek()?.start ?? 0;
  const query = readQuery(reader);
  if (isWord(query.at(-1), 'binding') && isWord(query.at(-2), 'schema')) {
    throw new SqlError('ERROR: WITH NO SCHEMA BINDING is not supported by the local engine');
  }
  return { relation, columnNames, query, definition: call.sql.slice(start).replace(/[;\s]*$/, '') };
}

function requireReplaceable(call: Call, context: EngineContext, relation: QualifiedName): void {
  const catalog = context.catalog();
  const view = catalog.views.get(nameKey(relation));
  if (!view || view.isMaterialized) throw new SqlError(`ERROR: "${relation.name}" is not a view`);
  requireOwner(catalog, call.user, { kind: 'relation', ...relation }, 'create or replace view');
}

async function storeView(
  call: Call,
  context: EngineContext,
  writer: CatalogWriter,
  view: NewView,
  isThere: boolean,
): Promise<void> {
  const { relation } = view;
  const { duckdb } = writer.connection;
  const catalog = context.catalog();
  const plan = await planQuery(call, context, duckdb, () => ({ tokens: view.query }));
  if (plan.parameterNames.length > 0) throw new SqlError('ERROR: a view cannot have parameters');
  const columns = await queryColumns(call, writer.connection, plan, view.columnNames);
  if (!columns) throw new SqlError('ERROR: CREATE VIEW specifies more column names than columns');
  if (isThere) requireSameColumns((await describeTable(duckdb, relation)).columns, columns);
  const query = await rewriteRelations(duckdb, plan.sql, (name) => findSchema(catalog, call.path, name));
  const sql = viewQuery(columns, query);
  await duckdb.run(`CREATE OR REPLACE VIEW ${duckdbName(relation)} AS ${sql}`);
  const described = columns.map(({ ownName, ...column }) => column);
  const comment = toComment({ columns: described, attributes: {}, constraints: [] });
  await duckdb.run(`COMMENT ON VIEW ${duckdbName(relation)} IS ${quoteText(comment)}`);
  await keepView(writer, { ...relation, definition: view.definition, isMaterialized: false }, sql, plan);
  if (!isThere) {
    await keepOwner(writer, catalog, { kind: 'relation', ...relation }, call.user);
  }
}

/** Columns that its tables get later are none of the view's, so it names its own. */
function viewQuery(columns: readonly QueryColumn[], query: string): string {
  const own = columns.map(({ ownName }) => ownName.toLowerCase());
  if (new Set(own).size < own.length) {
    const names = columns.map(({ name }) => quoteName(name)).join(', ');
    return `SELECT ${names} FROM (${query}) AS query(${names})`;
  }
  const selected = columns.map(({ name, ownName }) => `${quoteName(ownName)} AS ${quoteName(name)}`);
  return `SELECT ${selected.join(', ')} FROM (${query}) AS query`;
}

function requireSameColumns(old: readonly TableColumn[], columns: readonly TableColumn[]): void {
  if (old.length !== columns.length) throw new SqlError('ERROR: cannot change number of columns in view');
  for (const [at, { name, type }] of old.entries()) {
    const column = columns[at];
    if (column?.name !== name) throw new SqlError(`ERROR: cannot change name of view column "${name}"`);
    if (typeText(column.type) !== typeText(type)) {
      throw new SqlError(`ERROR: cannot change data type of view column "${name}"`);
    }
  }
}
