import type { QualifiedName } from '../../syntax/token-reader.ts';
import type { TableConstraint } from '../../tables/table-description.ts';
import type { CatalogWriter } from '../change-catalog.ts';

/** Keeps which tables a table's foreign keys name, in place of what was kept: they cannot be dropped alone. */
export async function keepReferences(
  writer: CatalogWriter,
  { schema, name }: QualifiedName,
  constraints: readonly TableConstraint[],
): Promise<void> {
  const object = { object_kind: 'constraint', schema_name: schema, object_name: name };
  await writer.remove('dependencies', object);
  for (const { references } of constraints) {
    if (!references) continue;
    const on = { on_kind: 'relation', on_schema: references.schema, on_name: references.name };
    await writer.insert('dependencies', { ...object, ...on });
  }
}
