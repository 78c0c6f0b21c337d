import { requireSuperuser } from '../../access/privileges.ts';
import { SqlError, type StatementResult } from '../../engine.ts';
import { changedRows, textRows } from '../../results/read-result.ts';
import { readParameterValue } from '../../session/parameter-value.ts';
import { parameterNames, settingValue } from '../../session/parameters.ts';
import { requireSession, setParameter } from '../../session/session.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { isWord } from '../../syntax/tokens.ts';
import type { EngineContext, StatementHandler } from '../context.ts';
import { refusedStatement, shownObjects } from '../refused-statement.ts';

/** SET [SESSION | LOCAL] parameter { TO | = } { value | DEFAULT }; SET SESSION AUTHORIZATION { user | DEFAULT }. */
export const set: StatementHandler = async (call, context) => {
  const { reader } = call;
  reader.expect('set');
  const isLocal = reader.take('local');
  if (reader.take('session', 'authorization')) return setUser(context, reader);
  if (!isLocal) reader.take('session');
  const name = reader.name();
  const value = readParameterValue(reader);
  if (!reader.atEnd()) reader.fail();
  setParameter(requireSession(context), name, value, isLocal);
  return changedRows(0);
};

/** From here on the session's statements run as this user, as the superuser who connected may decide. */
function setUser(context: EngineContext, reader: TokenReader): StatementResult {
  const session = requireSession(context);
  const name = reader.take('default') ? undefined : readUser(reader);
  if (!reader.atEnd()) reader.fail();
  if (name !== undefined) {
    requireSuperuser(context.catalog(), session.connectedUser, 'set session authorization');
    if (!context.catalog().users.has(name)) throw new SqlError(`ERROR: user "${name}" does not exist`);
  }
  session.user = name;
  return changedRows(0);
}

function readUser(reader: TokenReader): string {
  return reader.peek()?.kind === 'string' ? reader.text() : reader.grantee();
}

/** RESET { parameter | ALL }. */
export const reset: StatementHandler = async (call, context) => {
  call.reader.expect('reset');
  const session = requireSession(context);
  const names = call.reader.take('all') ? [...session.settings.keys()] : [call.reader.name()];
  if (!call.reader.atEnd()) call.reader.fail();
  for (const name of names) {
    settingValue(session.settings, name);
    setParameter(session, name, undefined, false);
  }
  return changedRows(0);
};

/** SHOW { parameter | ALL }. */
export const show: StatementHandler = async (call) => {
  call.reader.expect('show');
  const { settings } = call;
  if (isWord(call.reader.peek(), ...shownObjects)) throw refusedStatement(call.tokens);
  const isAll = call.reader.take('all');
  const name = isAll ? '' : call.reader.name();
  if (!call.reader.atEnd()) call.reader.fail();
  if (!isAll) return textRows([name], [[settingValue(settings, name)]]);
  return textRows(
    ['name', 'setting'],
    parameterNames.map((each) => [each, settingValue(settings, each)]),
  );
};
