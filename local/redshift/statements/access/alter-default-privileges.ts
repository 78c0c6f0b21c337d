import type { Catalog, DefaultPrivilege } from '../../access/catalog.ts';
import { hasPermission, isSuperuser, requireSchemaCreate } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { Call, StatementHandler } from '../context.ts';
import { namedPrivileges, requireGrantee } from './change-privileges.ts';
import { type AskedGrantee, type AskedPrivilege, notSupported, readGrantees, readPrivileges } from './grant-syntax.ts';
import { readCascade } from './revoke.ts';

interface Alteration {
  readonly owners: readonly string[];
  /** Empty for all schemas. */
  readonly schemas: readonly string[];
  readonly isGrant: boolean;
  /** REVOKE GRANT OPTION FOR. */
  readonly isOptionOnly: boolean;
  readonly asked: readonly AskedPrivilege[];
  readonly kind: DefaultPrivilege['kind'];
  readonly grantees: readonly AskedGrantee[];
}

/**
 * ALTER DEFAULT PRIVILEGES [FOR USER u, ...] [IN SCHEMA s, ...] {GRANT ... ON {TABLES | FUNCTIONS} TO ... | REVOKE ...
 * ON ... FROM ...}: what others may do with the objects that the users will make.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html
 */
export const alterDefaultPrivileges: StatementHandler = async (call, context) => {
  const alteration = readAlteration(call);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireAlteration(catalog, call.user, alteration);
    for (const row of alteredRows(alteration)) {
      const { grant_option, is_granted, ...match } = row;
      if (alteration.isOptionOnly) {
        await writer.update('default_privileges', { grant_option: false }, match);
        continue;
      }
      await writer.remove('default_privileges', match);
      // Where nothing is given otherwise there is nothing to take away.
      const isNeeded = is_granted || (row.schema_name === '' && row.object_kind === 'function');
      if (isNeeded) await writer.insert('default_privileges', row);
    }
    return 0;
  });
};

function readAlteration({ reader, user }: Call): Alteration {
  reader.expect('alter', 'default', 'privileges');
  const owners = reader.take('for') ? readOwners(reader) : [user];
  const schemas = reader.take('in', 'schema') ? reader.list(() => reader.name()) : [''];
  const isGrant = reader.take('grant');
  if (!isGrant) reader.expect('revoke');
  const isOptionOnly = !isGrant && reader.take('grant', 'option', 'for');
  const asked = readPrivileges(reader);
  reader.expect('on');
  const kind = readKind(reader);
  reader.expect(isGrant ? 'to' : 'from');
  const grantees = readGrantees(reader);
  readCascade(reader);
  return { owners, schemas, isGrant, isOptionOnly, asked, kind, grantees };
}

function readOwners(reader: TokenReader): string[] {
  if (!reader.take('role')) reader.expect('user');
  return reader.list(() => reader.grantee());
}

function readKind(reader: TokenReader): DefaultPrivilege['kind'] {
  if (reader.take('procedures')) throw notSupported('ALTER DEFAULT PRIVILEGES ON PROCEDURES');
  if (reader.take('tables')) return 'relation';
  reader.expect('functions');
  return 'function';
}

function requireAlteration(catalog: Catalog, user: string, { owners, schemas, grantees }: Alteration): void {
  for (const owner of owners) {
    requireGrantee(catalog, { kind: 'user', name: owner });
    if (owner !== user && !isSuperuser(catalog, user) && !hasPermission(catalog, user, 'alter default privileges')) {
      throw new SqlError('ERROR: must be superuser to alter default privileges of other users');
    }
    for (const schema of schemas) if (schema !== '') requireSchemaCreate(catalog, owner, schema);
  }
  for (const grantee of grantees) requireGrantee(catalog, grantee);
}

function alteredRows({ owners, schemas, isGrant, asked, kind, grantees }: Alteration) {
  const privileges = asked.flatMap(({ name, columns }) => {
    if (columns) throw new SqlError('ERROR: default privileges cannot be set for columns');
    return namedPrivileges(kind, name);
  });
  return owners.flatMap((owner) =>
    schemas.flatMap((schema_name) =>
      privileges.flatMap((privilege) =>
        grantees.map((grantee) => ({
          owner,
          schema_name,
          object_kind: kind,
          privilege,
          grantee_kind: grantee.kind,
          grantee: grantee.name,
          grant_option: grantee.withGrantOption,
          is_granted: isGrant,
        })),
      ),
    ),
  );
}
