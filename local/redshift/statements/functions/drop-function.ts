import { functionSignature } from '../../access/function-signature.ts';
import { requireOwner } from '../../access/privileges.ts';
import { findSqlFunctions } from '../../access/sql-functions.ts';
import { SqlError } from '../../engine.ts';
import { readCascade } from '../../syntax/read-cascade.ts';
import type { QualifiedName } from '../../syntax/token-reader.ts';
import { type CatalogWriter, changeCatalog, forgetObject } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { dependedOn, dependentsOf, dropRelations } from '../drop-relations.ts';
import { readArgumentTypes } from './create-function.ts';
import { writeMacro } from './write-macro.ts';

/** DROP FUNCTION f (type, ...) [CASCADE | RESTRICT]; CASCADE takes views along. */
export const dropFunction: StatementHandler = (call, context) => {
  call.reader.expect('drop', 'function');
  const name = call.reader.qualifiedName();
  const types = readArgumentTypes(call.reader, name.name);
  const isCascade = readCascade(call.reader);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    const signature = functionSignature(name.name, types);
    if (!findSqlFunctions(catalog, name).some((known) => known.signature === signature)) {
      throw new SqlError(`ERROR: function ${signature} does not exist`);
    }
    const object = { kind: 'function', schema: name.schema, name: signature } as const;
    requireOwner(catalog, call.user, object, 'drop function');
    const dependents = dependentsOf(catalog, [object]).map((dependency) => dependency.object);
    if (dependents.length > 0 && !isCascade) throw dependedOn(catalog, object);
    await dropRelations(writer, catalog, dependents, true);
    await removeFunction(writer, { schema: name.schema, name: signature });
    return 0;
  });
};

/** Drops a function of a schema, by its name with the argument types. */
export async function removeFunction(writer: CatalogWriter, { schema, name }: QualifiedName): Promise<void> {
  await writer.remove('functions', { schema_name: schema, signature: name });
  await forgetObject(writer, { kind: 'function', schema, name });
  await writeMacro(writer.connection.duckdb, { schema, name: name.slice(0, name.indexOf('(')) });
}
