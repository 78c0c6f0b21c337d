import { BOOLEAN, type DuckDBConnection, DuckDBScalarFunction, type DuckDBType, VARCHAR } from '@duckdb/node-api';
import { askPrivilege, isMemberOf } from '../access/ask-privilege.ts';
import type { Caller, FindCaller } from '../access/caller.ts';
import { seesIdentity, seesObject } from '../access/visibility.ts';
import { SqlError } from '../engine.ts';

type Answer = (caller: Caller, texts: readonly string[], connectionId: number) => string | boolean;

/** What the system views and the macros below ask the engine; no statement of a user can call them by these names. */
const functions: ReadonlyArray<readonly [name: string, parameterCount: number, type: DuckDBType, answer: Answer]> = [
  ['redshift_caller', 1, VARCHAR, (caller, [what = ''], id) => aboutCaller(caller, what, id)],
  ['redshift_sees_identity', 2, BOOLEAN, (caller, [kind = '', name = '']) => seesIdentity(caller, kind, name)],
  [
    'redshift_sees_object',
    3,
    BOOLEAN,
    (caller, [kind = '', schema = '', name = '']) => seesObject(caller, kind, schema, name),
  ],
  [
    'redshift_has_privilege',
    4,
    BOOLEAN,
    (caller, [user = '', kind = '', object = '', asked = '']) => askPrivilege(caller, user, kind, object, asked),
  ],
  [
    'redshift_is_member',
    3,
    BOOLEAN,
    (caller, [kind, member = '', role = '']) => isMemberOf(caller, kind === 'user' ? 'user' : 'role', member, role),
  ],
];

function aboutCaller({ user, database, path, catalog }: Caller, what: string, connectionId: number): string {
  if (what === 'user') return user;
  if (what === 'database') return database;
  if (what === 'schema') return path[0] ?? '';
  if (what === 'schemas') return `{${path.join(',')}}`;
  if (what === 'pid') return String(firstPid + connectionId);
  return catalog.users.get(user)?.isSuperuser === true ? 'true' : 'false';
}

/** Process identifiers of the real service are large, too; these differ between sessions. */
const firstPid = 1_073_741_824;

/** The version that clients read, https://docs.aws.amazon.com/redshift/latest/dg/r_VERSION.html. */
const version =
  'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.0';

/** Functions of Redshift that tell of the caller and of privileges. Those without arguments answer without parentheses, too. */
export const callerMacros = `
CREATE OR REPLACE MACRO current_user() AS redshift_caller('user');
CREATE OR REPLACE MACRO session_user() AS redshift_caller('user');
CREATE OR REPLACE MACRO "user"() AS redshift_caller('user');
CREATE OR REPLACE MACRO current_user_id() AS
  (SELECT user_id FROM redshift_catalog.users WHERE user_name = redshift_caller('user'));
CREATE OR REPLACE MACRO current_database() AS redshift_caller('database');
CREATE OR REPLACE MACRO current_schema() AS nullif(redshift_caller('schema'), '');
CREATE OR REPLACE MACRO current_schemas(with_implicit) AS
  CASE WHEN with_implicit THEN replace(redshift_caller('schemas'), '{', '{pg_catalog,') ELSE redshift_caller('schemas') END;
CREATE OR REPLACE MACRO version() AS '${version}';
CREATE OR REPLACE MACRO pg_backend_pid() AS CAST(redshift_caller('pid') AS INTEGER);
${['table', 'schema', 'database', 'function', 'language'].map(privilegeMacro).join('\n')}
CREATE OR REPLACE MACRO user_is_member_of(member, role) AS redshift_is_member('user', member, role);
CREATE OR REPLACE MACRO role_is_member_of(member, role) AS redshift_is_member('role', member, role);
`;

function privilegeMacro(word: string): string {
  const kind = word === 'table' ? 'relation' : word;
  return `CREATE OR REPLACE MACRO has_${word}_privilege
  (object, privilege) AS redshift_has_privilege(redshift_caller('user'), '${kind}', object, privilege),
  (asked_user, object, privilege) AS redshift_has_privilege(asked_user, '${kind}', object, privilege);`;
}

/** DuckDB puts what a function throws behind words of its own, which the engine takes away again. */
function tell<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SqlError) throw new Error(error.message.replace(/^ERROR: /, ''), { cause: error });
    throw error;
  }
}

/** Gives DuckDB the functions that answer by who runs the statement. */
export function registerCallerFunctions(connection: DuckDBConnection, findCaller: FindCaller): void {
  for (const [name, parameterCount, returnType, answer] of functions) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: Array.from({ length: parameterCount }, () => VARCHAR),
        returnType,
        bindFunction: (info) => info.setBindData({ connectionId: info.clientContext.connectionId }),
        mainFunction: (info, input, output) => {
          const connectionId =
            info.bindData && 'connectionId' in info.bindData ? Number(info.bindData.connectionId) : -1;
          const caller = findCaller(connectionId);
          if (!caller) throw new Error(`${name} was called outside of a statement`);
          const columns = Array.from({ length: parameterCount }, (_, index) => input.getColumnVector(index));
          for (let row = 0; row < input.rowCount; row += 1) {
            const texts = columns.map((column) => column.getItem(row));
            const isKnown = texts.every((text) => text !== null);
            output.setItem(row, isKnown ? tell(() => answer(caller, texts.map(String), connectionId)) : null);
          }
          output.flush();
        },
      }),
    );
  }
}
