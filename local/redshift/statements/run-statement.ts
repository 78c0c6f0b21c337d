import { createModel } from '../../redshift-ml/statements/create-model.ts';
import { dropModel } from '../../redshift-ml/statements/drop-model.ts';
import { showModel } from '../../redshift-ml/statements/show-model.ts';
import type { Run } from '../database/connections.ts';
import { redshiftError } from '../database/redshift-error.ts';
import {
  SqlError,
  type Statement,
  StatementCancelledError,
  type StatementResult,
  StatementTimedOutError,
} from '../engine.ts';
import { mergeSettings } from '../session/parameters.ts';
import { endTransactionBefore, runInSession, withTimeout } from '../session/run-in-session.ts';
import { duckdbSearchPath, findSchema, searchPath } from '../session/search-path.ts';
import type { OpenSessions } from '../session/sessions.ts';
import { mainVerb } from '../syntax/main-verb.ts';
import { requireShallow } from '../syntax/require-shallow.ts';
import { readTokens } from '../syntax/token-reader.ts';
import { isSymbol, isWord, type Token, tokenize } from '../syntax/tokens.ts';
import { alterDefaultPrivileges } from './access/alter-default-privileges.ts';
import { alterGroup } from './access/alter-group.ts';
import { alterRole } from './access/alter-role.ts';
import { alterUser } from './access/alter-user.ts';
import { createGroup } from './access/create-group.ts';
import { createRole } from './access/create-role.ts';
import { addUser, createUser } from './access/create-user.ts';
import { dropGroup } from './access/drop-group.ts';
import { dropRole } from './access/drop-role.ts';
import { dropUser } from './access/drop-user.ts';
import { grant } from './access/grant.ts';
import { revoke } from './access/revoke.ts';
import { changeCatalog } from './change-catalog.ts';
import { deleteRows, insert, update } from './change-rows.ts';
import { comment } from './comment.ts';
import type { Call, EngineContext, StatementHandler } from './context.ts';
import { copy } from './copy.ts';
import { alterSchema, createSchema, dropSchema } from './create-schema.ts';
import { dropMaterializedView, dropTable, dropView } from './drop-relation.ts';
import { createFunction } from './functions/create-function.ts';
import { dropFunction } from './functions/drop-function.ts';
import { analyze } from './maintenance/analyze.ts';
import { lock } from './maintenance/lock.ts';
import { vacuum } from './maintenance/vacuum.ts';
import { refusedStatement } from './refused-statement.ts';
import { select } from './select.ts';
import { reset, set, show } from './session/set.ts';
import { begin, commit, rollback } from './session/transaction.ts';
import { alterTable } from './tables/alter-table.ts';
import { createTable } from './tables/create-table.ts';
import { createTableAs, isCreateTableAs, isSelectInto, selectInto } from './tables/create-table-as.ts';
import { truncate } from './truncate.ts';
import { unload } from './unload.ts';
import { createMaterializedView } from './views/create-materialized-view.ts';
import { createView } from './views/create-view.ts';
import { refreshMaterializedView } from './views/refresh-materialized-view.ts';

const createTableOrAs: StatementHandler = (call, context) =>
  (isCreateTableAs(call.tokens) ? createTableAs : createTable)(call, context);

/** CREATE OR REPLACE is of views and functions. */
const createOrReplace: StatementHandler = (call, context) => {
  if (isWord(call.tokens[3], 'view')) return createView(call, context);
  if (isWord(call.tokens[3], 'function')) return createFunction(call, context);
  call.reader.expect('create', 'or', 'replace');
  return call.reader.fail();
};

/** Every statement that the engine runs, by its first words. */
const handlers: ReadonlyMap<string, StatementHandler> = new Map(
  Object.entries({
    select: (call, context) => (isSelectInto(call.tokens) ? selectInto : select)(call, context),
    with: (call, context) => withHandler(call.tokens)(call, context),
    insert,
    update,
    delete: deleteRows,
    truncate,
    copy,
    unload,
    grant,
    revoke,
    'create schema': createSchema,
    'alter schema': alterSchema,
    'drop schema': dropSchema,
    begin,
    'start transaction': begin,
    commit,
    end: commit,
    rollback,
    abort: rollback,
    set,
    reset,
    show,
    'create table': createTableOrAs,
    'create temp': createTableOrAs,
    'create temporary': createTableOrAs,
    'create local': createTableOrAs,
    'alter table': alterTable,
    'drop table': dropTable,
    'create function': createFunction,
    'drop function': dropFunction,
    'create view': createView,
    'create or': createOrReplace,
    'drop view': dropView,
    'create materialized': createMaterializedView,
    'refresh materialized': refreshMaterializedView,
    'drop materialized': dropMaterializedView,
    analyze,
    vacuum,
    lock,
    'comment on': comment,
    'create user': createUser,
    'alter user': alterUser,
    'drop user': dropUser,
    'create role': createRole,
    'alter role': alterRole,
    'drop role': dropRole,
    'create group': createGroup,
    'alter group': alterGroup,
    'drop group': dropGroup,
    'alter default': alterDefaultPrivileges,
    'create model': createModel,
    'drop model': dropModel,
    'show model': showModel,
  }),
);

/** Runs one statement, in its session if it names one; refuses a second one after a semicolon. */
export async function runStatement(
  statement: Statement,
  run: Run,
  shared: EngineContext,
  sessions: OpenSessions,
): Promise<StatementResult> {
  try {
    await connectUser(statement.user, run, shared);
    const tokens = requireShallow(singleStatement(tokenize(statement.sql)));
    return await runInSession(sessions, statement, tokens, async ({ session, user }) => {
      await endTransactionBefore(session, tokens);
      const context = session?.context ?? shared;
      const call = readCall(statement, tokens, run, user, context);
      return withTimeout(run, call.settings, statement, () => findHandler(tokens)(call, context));
    });
  } catch (error) {
    if (error instanceof StatementTimedOutError) throw error;
    if (run.isCancelled()) throw new StatementCancelledError('The statement was cancelled', { cause: error });
    throw redshiftError(error);
  }
}

function readCall(
  { sql, parameters, database }: Statement,
  tokens: readonly Token[],
  run: Run,
  user: string,
  context: EngineContext,
): Call {
  const catalog = context.catalog();
  const settings = mergeSettings(catalog.users.get(user)?.settings, context.session?.settings);
  const path = searchPath(settings, catalog, user);
  run.searchPath = duckdbSearchPath(path);
  run.findCaller = () => ({ user, database, path, catalog: context.catalog() });
  return {
    sql,
    tokens,
    reader: readTokens(tokens, sql.length, (name) => findSchema(context.catalog(), path, name)),
    parameters: new Map(parameters.map(({ name, value }) => [name, value])),
    user,
    database,
    settings,
    path,
    run,
  };
}

/** A role's database user is made when it first connects. */
async function connectUser(user: string, run: Run, context: EngineContext): Promise<void> {
  if (context.catalog().users.has(user)) return;
  await changeCatalog({ run }, context, (writer) =>
    context.catalog().users.has(user) ? Promise.resolve(0) : addUser(writer, user),
  );
}

/** What stands behind the common table expressions decides. */
function withHandler(tokens: readonly Token[]): StatementHandler {
  const verb = tokens[mainVerb(tokens)];
  if (isWord(verb, 'update')) return update;
  if (isWord(verb, 'delete')) return deleteRows;
  // The grammar has no INSERT behind WITH, and refuses it.
  return !isWord(verb, 'insert') && isSelectInto(tokens) ? selectInto : select;
}

function singleStatement(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token) => isSymbol(token, ';'));
  const [first] = tokens;
  if (!first || end === 0) throw new SqlError('ERROR: the statement is empty');
  if (end >= 0 && end < tokens.length - 1) throw new SqlError('ERROR: only one statement may be sent at a time');
  return end < 0 ? tokens : tokens.slice(0, end);
}

function findHandler(tokens: readonly Token[]): StatementHandler {
  const [first, second] = tokens;
  if (!first) throw new SqlError('ERROR: the statement is empty');
  // A query may stand in parentheses.
  if (isSymbol(first, '(')) return select;
  const head = first.kind === 'word' ? first.value : '';
  const handler = handlers.get(`${head} ${second?.value ?? ''}`) ?? handlers.get(head);
  if (handler) return handler;
  throw refusedStatement(tokens);
}
