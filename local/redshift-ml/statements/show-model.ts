import { nameKey } from '../../redshift/access/catalog.ts';
import { hasPrivilege, isOwner, requireSchemaUsage } from '../../redshift/access/privileges.ts';
import { SqlError } from '../../redshift/engine.ts';
import { textRows } from '../../redshift/results/read-result.ts';
import type { StatementHandler } from '../../redshift/statements/context.ts';
import { modelRows } from './model-rows.ts';

/** SHOW MODEL m, in the keys and order of the real one; SHOW MODEL ALL gives the models that the user can use. */
export const showModel: StatementHandler = async (call, context) => {
  call.reader.expect('show', 'model');
  const catalog = context.catalog();
  if (call.reader.take('all')) {
    if (!call.reader.atEnd()) call.reader.fail();
    const usable = [...catalog.models.values()].filter((model) =>
      hasPrivilege(catalog, call.user, { kind: 'model', ...model }, 'execute'),
    );
    return textRows(
      ['Schema Name', 'Model Name'],
      usable.map((model) => [model.schema, model.name]),
    );
  }
  const name = call.reader.qualifiedName();
  if (!call.reader.atEnd()) call.reader.fail();
  requireSchemaUsage(catalog, call.user, name.schema);
  const model = catalog.models.get(nameKey(name));
  if (!model) throw new SqlError(`ERROR: model "${name.name}" does not exist`);
  const object = { kind: 'model', ...name } as const;
  if (!hasPrivilege(catalog, call.user, object, 'execute')) {
    throw new SqlError(`ERROR: permission denied for model ${name.name}`);
  }
  return textRows(['Key', 'Value'], modelRows(model, isOwner(catalog, call.user, object)));
};
