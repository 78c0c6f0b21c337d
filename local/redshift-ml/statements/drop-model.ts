import { type DatabaseObject, nameKey } from '../../redshift/access/catalog.ts';
import { requireOwner, requireSchemaUsage } from '../../redshift/access/privileges.ts';
import { SqlError } from '../../redshift/engine.ts';
import { changedRows } from '../../redshift/results/read-result.ts';
import { changeCatalog, forgetObject } from '../../redshift/statements/change-catalog.ts';
import type { StatementHandler } from '../../redshift/statements/context.ts';
import { removeModelFile } from './model-files.ts';
import { readyOverloads, registerOverloads } from './ready-functions.ts';

/** DROP MODEL [IF EXISTS] m: ends its training and removes its functions, file and grants. */
export const dropModel: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'model');
  const ifExists = call.reader.take('if', 'exists');
  const name = call.reader.qualifiedName();
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  requireSchemaUsage(catalog, call.user, name.schema);
  const model = catalog.models.get(nameKey(name));
  if (!model) {
    if (ifExists) return changedRows(0);
    throw new SqlError(`ERROR: model "${name.name}" does not exist`);
  }
  const object: DatabaseObject = { kind: 'model', ...name };
  requireOwner(catalog, call.user, object, 'drop model');
  context.trainings.get(model.id)?.cancel();
  const result = await changeCatalog(call, context, async (writer) => {
    await registerOverloads(context, writer.connection.duckdb, readyOverloads(context, model));
    await writer.remove('models', { model_id: model.id });
    await forgetObject(writer, object);
    return 0;
  });
  removeModelFile(context.folder, model.id);
  return result;
};
