import { lastTransferMacros } from '../session/last-transfers.ts';
import { macroStatements } from '../translate/macros.ts';
import { callerMacros } from './caller-functions.ts';
import { catalogTables, firstIdentities } from './catalog-tables.ts';
import { loadTables, loadViews } from './load-catalog.ts';
import { baseViews } from './system-views/base-views.ts';
import { informationSchema, informationViews } from './system-views/information-schema.ts';
import { modelViews } from './system-views/model-views.ts';
import { postgresViews } from './system-views/postgres-views.ts';
import { privilegeViews } from './system-views/privilege-views.ts';
import { relationViews } from './system-views/relation-views.ts';
import { roleViews } from './system-views/role-views.ts';
import type { SystemViews } from './system-views/system-view.ts';
import { userViews } from './system-views/user-views.ts';

/** The schema of our own bookkeeping; no statement of a user reaches it but through the views below. */
export const catalogSchema = 'redshift_catalog';

/** The state folder's format; another version is rebuilt. */
export const formatVersion = '4';

const catalogViews: SystemViews = {
  ...userViews,
  ...roleViews,
  ...privilegeViews,
  ...modelViews,
  ...postgresViews,
  ...relationViews,
  ...loadViews,
};

const superuserViews: readonly string[] = ['pg_shadow', 'svv_table_info'];

/** The DuckDB schema of a system table or view; undefined when there is none of the name. */
export function systemSchemaOf(name: string, schema: string | undefined): string | undefined {
  if (schema === 'information_schema') return Object.hasOwn(informationViews, name) ? informationSchema : undefined;
  return Object.hasOwn(catalogViews, name) ? catalogSchema : undefined;
}

/** True for a relation in DuckDB that every user may read. */
export function isOpenToAll(schema: string, name: string): boolean {
  if (schema === informationSchema) return Object.hasOwn(informationViews, name);
  return schema === catalogSchema && Object.hasOwn(catalogViews, name) && !superuserViews.includes(name);
}

/** True for a relation in DuckDB that answers superusers only. */
export function isForSuperusers(schema: string, name: string): boolean {
  return schema === catalogSchema && superuserViews.includes(name);
}

/** What a new or older database lacks of the catalog; running it again changes nothing. */
export function catalogStatements(): string {
  return `
BEGIN;
CREATE SCHEMA IF NOT EXISTS ${catalogSchema};
CREATE SCHEMA IF NOT EXISTS ${informationSchema};
SET SCHEMA '${catalogSchema}';
${catalogTables}${loadTables}${firstIdentities()}
SET SCHEMA 'main';
${macroStatements()}${callerMacros}${lastTransferMacros}
SET SCHEMA '${catalogSchema}';
${viewStatements(baseViews)}
${viewStatements(catalogViews)}
SET SCHEMA '${informationSchema}';
${viewStatements(informationViews)}
SET SCHEMA 'main';
COMMIT;`;
}

function viewStatements(views: SystemViews): string {
  return Object.entries(views)
    .map(([name, query]) => `CREATE OR REPLACE VIEW ${name} AS ${query};`)
    .join('\n');
}
