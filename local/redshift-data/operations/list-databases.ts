import { pageOf } from '../../next-token.ts';
import { askCatalog } from '../catalog/ask-catalog.ts';
import { connectionMembers, pageMembers } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...connectionMembers, ...pageMembers },
} as const;

const query = { sql: 'SELECT datname FROM pg_database ORDER BY datname' };

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListDatabases.html */
export const listDatabases = operation('ListDatabases', shape, async (api, principal, input) => {
  const rows = await askCatalog(api, principal, 'redshift-data:ListDatabases', input, query);
  const page = pageOf('ListDatabases', rows, input);
  return JSON.stringify({ Databases: page.items.map(([name]) => name), NextToken: page.nextToken });
});
