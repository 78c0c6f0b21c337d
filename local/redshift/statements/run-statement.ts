import { createModel } from '../../redshift-ml/statements/create-model.ts';
import { dropModel } from '../../redshift-ml/statements/drop-model.ts';
import { showModel } from '../../redshift-ml/statements/show-model.ts';
import type { Run } from '../database/connections.ts';
import { redshiftError } from '../database/redshift-error.ts';
import { SqlError, type Statement, StatementCancelledError, type StatementResult } from '../engine.ts';
import { mainVerb } from '../syntax/main-verb.ts';
import { readTokens } from '../syntax/token-reader.ts';
import { isSymbol, isWord, syntaxError, type Token, tokenize } from '../syntax/tokens.ts';
import { changeCatalog } from './change-catalog.ts';
import { deleteRows, insert, update } from './change-rows.ts';
import type { EngineContext, StatementHandler } from './context.ts';
import { copy } from './copy.ts';
import { createSchema, dropSchema } from './create-schema.ts';
import { createTable, dropTable } from './create-table.ts';
import { addUser, createRole, createUser, dropRole, dropUser } from './create-user.ts';
import { grant, revoke } from './grant.ts';
import { select } from './select.ts';
import { createTableAs, isCreateTableAs, isSelectInto, selectInto } from './tables/create-table-as.ts';
import { truncate } from './truncate.ts';

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
    grant,
    revoke,
    'create schema': createSchema,
    'drop schema': dropSchema,
    'create table': (call, context) => (isCreateTableAs(call.tokens) ? createTableAs : createTable)(call, context),
    'drop table': dropTable,
    'create user': createUser,
    'drop user': dropUser,
    'create role': createRole,
    'drop role': dropRole,
    'create model': createModel,
    'drop model': dropModel,
    'show model': showModel,
  }),
);

/** Statements of Redshift that the local engine does not run. */
const notSupported = (
  'abort alter analyze begin call cancel close comment commit create deallocate declare drop end execute explain fetch ' +
  'lock merge prepare refresh reset rollback set show start unload vacuum'
).split(' ');

/** Runs one statement; refuses a second one after a semicolon. */
export async function runStatement(statement: Statement, run: Run, context: EngineContext): Promise<StatementResult> {
  try {
    await connectUser(statement.user, run, context);
    const tokens = singleStatement(tokenize(statement.sql));
    const call = {
      sql: statement.sql,
      tokens,
      reader: readTokens(tokens, statement.sql.length),
      parameters: new Map(statement.parameters.map(({ name, value }) => [name, value])),
      user: statement.user,
      run,
    };
    return await findHandler(tokens)(call, context);
  } catch (error) {
    if (run.isCancelled()) throw new StatementCancelledError('The statement was cancelled', { cause: error });
    throw redshiftError(error);
  }
}

/** A role's database user is made when it first connects. */
async function connectUser(user: string, run: Run, context: EngineContext): Promise<void> {
  if (context.catalog().users.has(user)) return;
  await changeCatalog({ run }, context, (writer) =>
    context.catalog().users.has(user) ? Promise.resolve(0) : addUser(writer, user, false),
  );
}

/** What stands behind the common table expressions decides. */
function withHandler(tokens: readonly Token[]): StatementHandler {
  if (isWord(tokens[mainVerb(tokens)], 'update')) return update;
  return isSelectInto(tokens) ? selectInto : select;
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
  const handler = handlers.get(head) ?? handlers.get(`${head} ${second?.value ?? ''}`);
  if (handler) return handler;
  if (!notSupported.includes(head)) throw syntaxError(first.value, first.start);
  const name = ['create', 'drop', 'alter', 'show'].includes(head) ? `${head} ${second?.value ?? ''}` : head;
  throw new SqlError(`ERROR: ${name.toUpperCase()} is not supported by the local engine`);
}
