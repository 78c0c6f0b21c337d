import { dataTexts } from '../../graphql/generated/domain.ts';
import type { AdminWarehouse } from './warehouse.ts';

/** The definitions of schema and tables, in order. */
export const tableFiles = [
  'tables/schema.sql',
  'tables/loan_history.sql',
  'tables/strategies.sql',
  'tables/model_registry.sql',
];

/** The files whose change makes the tables and rights be prepared again. */
export const prepareFiles = [
  ...tableFiles,
  'tables/fill_strategies.sql',
  'access/close_public_schema.sql',
  'access/create_user.sql',
  'access/create_role.sql',
  'access/grant_schema.sql',
  'access/grant_tables.sql',
  'access/grant_role.sql',
];

/** Makes schema, tables, the six strategies, and the serving Lambda's user with its rights. Safe to run again. */
export async function prepareWarehouse(warehouse: AdminWarehouse, servingRole: string): Promise<void> {
  for (const file of tableFiles) await warehouse.run(file);
  const strategies = JSON.stringify(Object.values(dataTexts.RemediationStrategy));
  await warehouse.run('tables/fill_strategies.sql', {}, { strategies });
  await warehouse.run('access/close_public_schema.sql');
  if (!(await hasServingUser(warehouse, servingRole)))
    await warehouse.run('access/create_user.sql', { serving_role: servingRole });
  const roles = await warehouse.run('access/find_role.sql', {}, { role: 'predictor' });
  if (roles.length === 0) await warehouse.run('access/create_role.sql');
  await warehouse.run('access/grant_schema.sql');
  await warehouse.run('access/grant_tables.sql');
  await warehouse.run('access/grant_role.sql', { serving_role: servingRole });
}

/** Whether the database has the serving Lambda's user, which comes after the tables and before all rights and rows. */
export async function hasServingUser(warehouse: AdminWarehouse, servingRole: string): Promise<boolean> {
  const users = await warehouse.run('access/find_user.sql', {}, { user: `IAMR:${servingRole}` });
  return users.length > 0;
}
