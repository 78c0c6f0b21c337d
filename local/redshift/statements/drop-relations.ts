import { type Catalog, type DatabaseObject, type Dependency, nameKey, objectKey } from '../access/catalog.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type QualifiedName } from '../syntax/token-reader.ts';
import { commentTable } from '../tables/make-table.ts';
import { describeTable } from '../tables/table-description.ts';
import { type CatalogWriter, forgetObject, objectColumns } from './change-catalog.ts';

/**
 * Drops tables and views and, with `isCascade`, all that depends on them.
 *
 * @throws SqlError without `isCascade` when anything else depends on one of them.
 */
export async function dropRelations(
  writer: CatalogWriter,
  catalog: Catalog,
  relations: readonly QualifiedName[],
  isCascade: boolean,
): Promise<void> {
  const objects = relations.map((relation): DatabaseObject => ({ kind: 'relation', ...relation }));
  const dependents = dependentsOf(catalog, objects);
  const [first] = dependents;
  if (first && !isCascade) throw dependedOn(catalog, first.on);
  for (const { object, on } of dependents.reverse()) {
    if (object.kind === 'constraint') await dropForeignKeys(writer, object, on);
    else await dropRelation(writer, catalog, object);
  }
  for (const object of objects) await dropRelation(writer, catalog, object);
}

/** All that cannot be without the objects, directly or not, the nearest first; what is one of the objects is left out. */
export function dependentsOf(catalog: Catalog, objects: readonly DatabaseObject[]): Dependency[] {
  const found = new Map<string, Dependency | undefined>(objects.map((object) => [objectKey(object), undefined]));
  // A Map's iteration sees what is added meanwhile.
  for (const key of found.keys()) {
    for (const dependency of catalog.dependencies) {
      const { kind, schema, name } = dependency.object;
      const ownKey = `${kind} ${schema}.${name}`;
      const isGone = found.has(`relation ${schema}.${name}`) || found.has(ownKey);
      if (objectKey(dependency.on) === key && !isGone) found.set(ownKey, dependency);
    }
  }
  return [...found.values()].filter((dependency) => dependency !== undefined);
}

/** Redshift's refusal of a drop or a change that would break what depends on the object. */
export function dependedOn(catalog: Catalog, object: DatabaseObject, part = ''): SqlError {
  return new SqlError(
    `ERROR: cannot drop ${describeObject(catalog, object)}${part} because other objects depend on it`,
  );
}

function describeObject(catalog: Catalog, object: DatabaseObject): string {
  const shown = object.schema === defaultSchema || object.kind === 'schema' ? object.name : nameKey(object);
  const view = object.kind === 'relation' ? catalog.views.get(nameKey(object)) : undefined;
  if (view) return `${view.isMaterialized ? 'materialized view' : 'view'} ${shown}`;
  return `${object.kind === 'relation' ? 'table' : object.kind} ${shown}`;
}

async function dropRelation(writer: CatalogWriter, catalog: Catalog, relation: QualifiedName): Promise<void> {
  const object: DatabaseObject = { kind: 'relation', schema: relation.schema, name: relation.name };
  const view = catalog.views.get(nameKey(relation));
  if (view && !view.isMaterialized) await writer.connection.duckdb.run(`DROP VIEW ${duckdbName(relation)}`);
  else await dropTable(writer, relation);
  await writer.remove('views', { schema_name: relation.schema, view_name: relation.name });
  await writer.remove('dependencies', objectColumns(object));
  await writer.remove('dependencies', { ...objectColumns(object), object_kind: 'constraint' });
  await forgetObject(writer, object);
}

async function dropTable({ connection }: CatalogWriter, relation: QualifiedName): Promise<void> {
  const { columns } = await describeTable(connection.duckdb, relation);
  await connection.duckdb.run(`DROP TABLE ${duckdbName(relation)}`);
  for (const { identity } of columns) {
    if (identity?.sequence !== undefined) await connection.duckdb.run(`DROP SEQUENCE ${identity.sequence}`);
  }
}

/** The table stays, without its keys to the table that is gone. */
async function dropForeignKeys(writer: CatalogWriter, relation: QualifiedName, gone: QualifiedName): Promise<void> {
  const table = await describeTable(writer.connection.duckdb, relation);
  const isGone = (other: QualifiedName | undefined) => other && nameKey(other) === nameKey(gone);
  const constraints = table.constraints.filter(({ references }) => !isGone(references));
  await commentTable(writer.connection.duckdb, relation, { ...table, constraints });
  const object = { object_kind: 'constraint', schema_name: relation.schema, object_name: relation.name };
  await writer.remove('dependencies', { ...object, on_schema: gone.schema, on_name: gone.name });
}
