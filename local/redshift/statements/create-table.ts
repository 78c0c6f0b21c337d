import type { DatabaseObject } from '../access/catalog.ts';
import { nameKey } from '../access/catalog.ts';
import { requireOwner, requireSchemaCreate } from '../access/privileges.ts';
import { createTableWords, duckdbName } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import type { TokenReader } from '../syntax/token-reader.ts';
import { isName } from '../syntax/tokens.ts';
import { changeCatalog, forgetObject, objectColumns } from './change-catalog.ts';
import type { StatementHandler } from './context.ts';
import { readTableDefinition } from './table-definition.ts';
import { readNewTableName, takeCreateTable } from './tables/new-table-name.ts';

/**
 * CREATE [[LOCAL] TEMP[ORARY]] TABLE [IF NOT EXISTS] t (columns) [attributes]; a name with # is a temporary table's.
 * What distributes, sorts and encodes has no effect here.
 */
export const createTable: StatementHandler = async (call, context) => {
  const isTemporary = takeCreateTable(call.reader);
  const ifNotExists = call.reader.take('if', 'not', 'exists');
  const relation = readNewTableName(call.reader, isTemporary);
  const definition = readTableDefinition(call.reader.group(), nameKey(relation));
  skipTableAttributes(call.reader);
  const catalog = context.catalog();
  requireSchemaCreate(catalog, call.user, relation.schema);
  if (catalog.relations.has(nameKey(relation))) {
    if (ifNotExists) return changedRows(0);
    throw new SqlError(`ERROR: Relation "${relation.name}" already exists`);
  }
  return changeCatalog(call, context, async (writer) => {
    for (const sequence of definition.sequences) await writer.connection.duckdb.run(sequence);
    await writer.connection.duckdb.run(`${createTableWords(relation)} (${definition.columns.join(', ')})`);
    await writer.insert('owners', { ...objectColumns({ kind: 'relation', ...relation }), owner: call.user });
    return 0;
  });
};

function skipTableAttributes(reader: TokenReader): void {
  while (!reader.atEnd()) {
    if (reader.take('diststyle')) reader.expect(readOneOf(reader, ['auto', 'even', 'key', 'all']));
    else if (reader.take('backup')) reader.expect(readOneOf(reader, ['yes', 'no']));
    else if (reader.take('encode')) reader.expect('auto');
    else if (reader.take('distkey')) reader.group();
    else {
      if (!reader.take('compound')) reader.take('interleaved');
      reader.expect('sortkey');
      if (!reader.take('auto')) reader.group();
    }
  }
}

function readOneOf(reader: TokenReader, words: readonly string[]): string {
  const token = reader.peek();
  return isName(token) && words.includes(token.value) ? token.value : reader.fail();
}

/** DROP TABLE [IF EXISTS] t [, ...] [RESTRICT]. */
export const dropTable: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'table');
  const ifExists = call.reader.take('if', 'exists');
  const relations = [call.reader.qualifiedName()];
  while (call.reader.takeSymbol(',')) relations.push(call.reader.qualifiedName());
  call.reader.take('restrict');
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  const objects: DatabaseObject[] = [];
  for (const relation of relations) {
    const exists = catalog.relations.has(nameKey(relation));
    if (!exists && !ifExists) throw new SqlError(`ERROR: Table "${relation.name}" does not exist`);
    if (exists) objects.push({ kind: 'relation', ...relation });
  }
  for (const object of objects) requireOwner(catalog, call.user, object);
  return changeCatalog(call, context, async (writer) => {
    for (const object of objects) {
      await writer.connection.duckdb.run(`DROP TABLE ${duckdbName(object)}`);
      await forgetObject(writer, object);
    }
    return 0;
  });
};
