import { type Catalog, type Grantee, grantKey, type HeldPrivilege, objectKey } from '../../access/catalog.ts';
import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { type CatalogWriter, changeCatalog } from '../change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../context.ts';
import { type PrivilegeChange, privilegeChanges, privilegeColumns, requireGrantee } from './change-privileges.ts';
import { revokePermissions } from './grant-permission.ts';
import { revokeRole } from './grant-role.ts';
import { readGrantees, readPrivileges, readTarget } from './grant-syntax.ts';
import { grantedKind } from './granted-kind.ts';

/**
 * REVOKE [GRANT OPTION FOR], with GRANT's forms and FROM instead of TO, and [CASCADE | RESTRICT]. What several users
 * have granted is one privilege here: whoever may grant it may revoke it.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_REVOKE.html
 */
export const revoke: StatementHandler = (call, context) => {
  call.reader.expect('revoke');
  const isOptionOnly = call.reader.take('grant', 'option', 'for');
  if (!isOptionOnly && call.reader.take('admin', 'option', 'for')) return revokeRole(call, context, true);
  const kind = grantedKind(call, context.catalog());
  if (kind === 'role') return revokeRole(call, context, false);
  if (kind === 'permission') return revokePermissions(call, context, isOptionOnly);
  return revokePrivileges(call, context, isOptionOnly);
};

function revokePrivileges(call: Call, context: EngineContext, isOptionOnly: boolean) {
  const asked = readPrivileges(call.reader);
  call.reader.expect('on');
  const target = readTarget(call.reader);
  call.reader.expect('from');
  const grantees = readGrantees(call.reader);
  const cascades = readCascade(call.reader);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    const changes = privilegeChanges(catalog, call, asked, target);
    for (const grantee of grantees) requireGrantee(catalog, grantee);
    for (const change of changes) {
      for (const grantee of grantees) await takePrivilege(writer, catalog, change, grantee, { isOptionOnly, cascades });
    }
    return 0;
  });
}

/** [CASCADE | RESTRICT] at the end of a REVOKE. */
export function readCascade(reader: TokenReader): boolean {
  const cascades = reader.take('cascade');
  if (!cascades) reader.take('restrict');
  if (!reader.atEnd()) reader.fail();
  return cascades;
}

/** How far a REVOKE goes. */
export interface RevokeOptions {
  /** Takes the grant option and leaves the privilege. */
  readonly isOptionOnly: boolean;
  /** Takes, too, what the grantee has granted to others. */
  readonly cascades: boolean;
}

/** @throws SqlError when others hold the privilege through the grantee, or he holds more than the columns named. */
export async function takePrivilege(
  writer: CatalogWriter,
  catalog: Catalog,
  { object, privilege, columns }: PrivilegeChange,
  grantee: Grantee,
  options: RevokeOptions,
): Promise<void> {
  const held = catalog.grants.get(grantKey(grantee, privilege, object));
  if (!held) return;
  if (columns && !held.columns) {
    const shown = `${privilege.toUpperCase()} on relation ${object.name}`;
    throw new SqlError(`ERROR: cannot revoke column privileges: ${grantee.kind} "${grantee.name}" has ${shown}`);
  }
  const row = privilegeColumns(held);
  if (!options.isOptionOnly && columns) {
    for (const column_name of columns) await writer.remove('privileges', { ...row, column_name });
    return;
  }
  await takeDependents(writer, catalog, held, options.cascades);
  if (options.isOptionOnly) await writer.update('privileges', { grant_option: false }, row);
  else await writer.remove('privileges', row);
}

async function takeDependents(writer: CatalogWriter, catalog: Catalog, held: HeldPrivilege, cascades: boolean) {
  if (!held.withGrantOption) return;
  const dependents = dependentsOf(catalog, held, new Set());
  if (dependents.size > 0 && !cascades) throw new SqlError('ERROR: dependent privileges exist');
  for (const dependent of dependents) await writer.remove('privileges', privilegeColumns(dependent));
}

/** Those who hold the privilege since the grantee, or one whom he granted it to, granted it. */
function dependentsOf(catalog: Catalog, held: HeldPrivilege, found: Set<HeldPrivilege>): ReadonlySet<HeldPrivilege> {
  for (const other of catalog.grants.values()) {
    const isDependent =
      other.privilege === held.privilege &&
      objectKey(other.object) === objectKey(held.object) &&
      held.grantee.kind === 'user' &&
      other.grantor === held.grantee.name;
    if (!isDependent || other === held || found.has(other)) continue;
    found.add(other);
    dependentsOf(catalog, other, found);
  }
  return found;
}
