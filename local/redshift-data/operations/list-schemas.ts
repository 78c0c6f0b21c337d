import { pageOf } from '../../next-token.ts';
import { askCatalog } from '../catalog/ask-catalog.ts';
import { catalogMembers } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...catalogMembers, SchemaPattern: { type: 'string' } },
} as const;

const sql = 'SELECT nspname FROM pg_namespace WHERE nspname LIKE :schema ORDER BY nspname';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListSchemas.html */
export const listSchemas = operation('ListSchemas', shape, async (api, principal, input) => {
  const parameters = { schema: input.SchemaPattern || '%' };
  const rows = await askCatalog(api, principal, 'redshift-data:ListSchemas', input, { sql, parameters });
  const page = pageOf(`ListSchemas ${parameters.schema}`, rows, input);
  return JSON.stringify({ Schemas: page.items.map(([name]) => name), NextToken: page.nextToken });
});
