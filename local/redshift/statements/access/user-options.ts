import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { isName } from '../../syntax/tokens.ts';

/** What CREATE USER and ALTER USER may set, as columns of the catalog's table of users. */
export interface UserOptions {
  readonly columns: Readonly<Record<string, string | number | boolean | null>>;
  readonly groups: readonly string[];
}

/** Reads the options that follow a user's name; undefined when none comes next. */
export function readUserOption(reader: TokenReader): UserOptions['columns'] | undefined {
  if (reader.take('password')) return { has_password: readPassword(reader) };
  if (reader.take('createdb')) return { can_create_database: true };
  if (reader.take('nocreatedb')) return { can_create_database: false };
  if (reader.take('createuser')) return { is_superuser: true };
  if (reader.take('nocreateuser')) return { is_superuser: false };
  if (reader.take('syslog', 'access')) return { sees_all_rows: readSyslogAccess(reader) };
  if (reader.take('valid', 'until')) return { valid_until: readInstant(reader) };
  if (reader.take('connection', 'limit')) {
    return { connection_limit: reader.take('unlimited') ? null : reader.wholeNumber() };
  }
  if (reader.take('session', 'timeout')) return { session_timeout: readTimeout(reader) };
  return reader.take('externalid') ? { external_id: readExternalId(reader) } : undefined;
}

function readSyslogAccess(reader: TokenReader): boolean {
  const seesAllRows = reader.take('unrestricted');
  if (!seesAllRows) reader.expect('restricted');
  return seesAllRows;
}

/** Of a password only that there is one is kept: no one connects to the local engine by it. */
function readPassword(reader: TokenReader): boolean {
  if (reader.take('disable')) return false;
  const password = reader.text();
  if (/^md5[0-9a-f]{32}$/i.test(password) || /^sha256\|[0-9a-f]{64}\|[0-9a-f]{64}$/i.test(password)) return true;
  requireStrongPassword(password.replace(/^sha256\|/i, ''));
  return true;
}

const passwordRules: ReadonlyArray<readonly [RegExp, string]> = [
  [/^.{8,64}$/s, 'must be 8 to 64 characters long'],
  [/[A-Z]/, 'must contain an uppercase letter'],
  [/[a-z]/, 'must contain a lowercase letter'],
  [/[0-9]/, 'must contain a number'],
  [/^[\x21-\x7e]*$/, 'must contain printable ASCII characters only'],
  [/^[^'"\\/@]*$/, 'must not contain any of \' " \\ / @'],
];

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
function requireStrongPassword(password: string): void {
  const broken = passwordRules.find(([pattern]) => !pattern.test(password));
  if (broken) throw new SqlError(`ERROR: password ${broken[1]}`);
}

function readInstant(reader: TokenReader): string {
  const text = reader.text();
  if (text.toLowerCase() !== 'infinity' && Number.isNaN(Date.parse(text))) {
    throw new SqlError(`ERROR: invalid input syntax for type abstime: "${text}"`);
  }
  return text;
}

const shortestTimeout = 60;
const longestTimeout = 1_728_000;

function readTimeout(reader: TokenReader): number {
  const seconds = reader.wholeNumber();
  if (seconds < shortestTimeout || seconds > longestTimeout) {
    throw new SqlError(`ERROR: SESSION TIMEOUT must be from ${shortestTimeout} to ${longestTimeout} seconds`);
  }
  return seconds;
}

/** The identifier of a user or role at an identity provider. */
export function readExternalId(reader: TokenReader): string {
  const token = reader.peek();
  return isName(token) ? reader.grantee() : reader.text();
}
