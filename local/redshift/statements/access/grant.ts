import { changeCatalog } from '../change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../context.ts';
import { givePrivilege, privilegeChanges, requireGrantee } from './change-privileges.ts';
import { grantPermissions } from './grant-permission.ts';
import { grantRole } from './grant-role.ts';
import { readGrantees, readPrivileges, readTarget } from './grant-syntax.ts';
import { grantedKind } from './granted-kind.ts';

/**
 * GRANT privileges ON {[TABLE] t | ALL {TABLES | FUNCTIONS} IN SCHEMA s | SCHEMA s | DATABASE d | FUNCTION f(types) |
 * MODEL m | LANGUAGE l}, ... TO {user [WITH GRANT OPTION] | ROLE r | GROUP g | PUBLIC}, ...; GRANT ROLE r TO ...;
 * GRANT CREATE USER, ... TO ROLE r. Leaves out procedures, data shares, external tables and ASSUMEROLE.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
 */
export const grant: StatementHandler = (call, context) => {
  call.reader.expect('grant');
  const kind = grantedKind(call, context.catalog());
  if (kind === 'role') return grantRole(call, context);
  return kind === 'permission' ? grantPermissions(call, context) : grantPrivileges(call, context);
};

function grantPrivileges(call: Call, context: EngineContext) {
  const asked = readPrivileges(call.reader);
  call.reader.expect('on');
  const target = readTarget(call.reader);
  call.reader.expect('to');
  const grantees = readGrantees(call.reader);
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    const changes = privilegeChanges(catalog, call, asked, target);
    for (const grantee of grantees) requireGrantee(catalog, grantee);
    for (const change of changes) {
      for (const grantee of grantees) await givePrivilege(writer, catalog, change, grantee, call.user);
    }
    return 0;
  });
}
