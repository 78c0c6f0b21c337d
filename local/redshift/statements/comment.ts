import { type Catalog, nameKey } from '../access/catalog.ts';
import { requireOwner, requireRelationExists } from '../access/privileges.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type QualifiedName, type TokenReader } from '../syntax/token-reader.ts';
import { isWord, quoteText } from '../syntax/tokens.ts';
import { findColumn } from '../tables/change-columns.ts';
import { describeTable, type TableDescription, toComment } from '../tables/table-description.ts';
import { changeCatalog } from './change-catalog.ts';
import type { StatementHandler } from './context.ts';

/**
 * COMMENT ON {TABLE t | VIEW v | COLUMN t.c} IS {'text' | NULL}; comments on the database and on constraints are refused.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html
 */
export const comment: StatementHandler = (call, context) => {
  const { reader } = call;
  reader.expect('comment', 'on');
  if (isWord(reader.peek(), 'database', 'constraint')) {
    throw new SqlError(`ERROR: COMMENT ON ${reader.name().toUpperCase()} is not supported by the local engine`);
  }
  const isColumn = reader.take('column');
  if (!isColumn && !reader.take('table')) reader.expect('view');
  const names = readPath(reader);
  const column = isColumn ? names.pop() : undefined;
  reader.expect('is');
  const text = reader.take('null') ? undefined : reader.text();
  if (!reader.atEnd()) reader.fail();
  return changeCatalog(call, context, async ({ connection: { duckdb } }) => {
    const catalog = context.catalog();
    const relation = relationAt(catalog, call.path, names);
    requireRelationExists(catalog, relation);
    requireOwner(catalog, call.user, { kind: 'relation', ...relation });
    const described = withComment(await describeTable(duckdb, relation), relation, column, text);
    const view = catalog.views.get(nameKey(relation));
    const kind = view && !view.isMaterialized ? 'VIEW' : 'TABLE';
    await duckdb.run(`COMMENT ON ${kind} ${duckdbName(relation)} IS ${quoteText(toComment(described))}`);
    return 0;
  });
};

function readPath(reader: TokenReader): string[] {
  const names = [reader.name()];
  while (reader.takeSymbol('.')) names.push(reader.name());
  return names;
}

function relationAt(catalog: Catalog, path: readonly string[], names: readonly string[]): QualifiedName {
  const name = names.at(-1) ?? '';
  const found = path.find((schema) => catalog.relations.has(nameKey({ schema, name })));
  return { schema: names.at(-2) ?? found ?? defaultSchema, name };
}

function withComment(
  table: TableDescription,
  relation: QualifiedName,
  column: string | undefined,
  text: string | undefined,
): TableDescription {
  const set = <T extends { readonly comment?: string }>({ comment: old, ...rest }: T) =>
    text === undefined ? rest : { ...rest, comment: text };
  if (column === undefined) return set(table) as TableDescription;
  const found = findColumn(table, column, relation.name);
  const columns = table.columns.map((other) => (other === found ? (set(found) as typeof found) : other));
  return { ...table, columns };
}
