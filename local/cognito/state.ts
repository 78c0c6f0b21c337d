import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { DamagedStateError } from '../damaged-state.ts';
import { replaceFile } from '../replace-file.ts';
import type { PasswordVerifier } from './sign-in/password-verifier.ts';

/** A user as the state file keeps it. */
export interface UserState extends PasswordVerifier {
  readonly username: string;
  readonly sub: string;
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** FORCE_CHANGE_PASSWORD while the password is a temporary one. */
  readonly status: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';
  readonly enabled: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** When the password was set. */
  readonly passwordSetAt: number;
  /** Eight hexadecimal digits with which the `origin_jti` of each valid sign-in begins; a global sign-out changes them. */
  readonly signInEpoch: string;
}

/** From when on, and until when it would have been valid, something is revoked; seconds since 1970. */
export interface Revocation {
  readonly from: number;
  readonly until: number;
}

/** A pool's private keys and users as the state file keeps them. */
export interface PoolState {
  readonly poolId: string;
  /** Private RSA keys; Cognito signs ID and access tokens with different ones. */
  readonly idTokenKey: JWK;
  readonly accessTokenKey: JWK;
  /** 256 bits, base64url. */
  readonly refreshTokenKey: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly users: readonly UserState[];
  /** By the `origin_jti` of a sign-in, or the `jti` of a refresh token. */
  readonly revoked: Readonly<Record<string, Revocation>>;
}

/** Everything the local Cognito remembers. */
export interface CognitoState {
  readonly formatVersion: number;
  readonly pools: readonly PoolState[];
}

/** The state file, read again whenever another process replaced it. */
export interface StateFile {
  /** Throws an error naming the file when it is damaged. */
  read(): Promise<CognitoState>;
  /** Replaces the state atomically; a change that gives back its argument writes nothing. */
  update(change: (state: CognitoState) => Promise<CognitoState> | CognitoState): Promise<void>;
}

const formatVersion = 2;
const empty: CognitoState = { formatVersion, pools: [] };

/** Opens `<stateFolder>/cognito.json`, which need not exist. */
export function openStateFile(stateFolder: string, log: (line: string) => void): StateFile {
  const path = join(stateFolder, 'cognito.json');
  let stamp = '';
  let state = empty;
  let lastUpdate = Promise.resolve();

  async function read(): Promise<CognitoState> {
    const newStamp = await fileStamp(path);
    if (newStamp === stamp) return state;
    state = newStamp === '' ? empty : parse(path, await readFile(path, 'utf8'), log);
    stamp = newStamp;
    return state;
  }

  async function apply(change: (state: CognitoState) => Promise<CognitoState> | CognitoState): Promise<void> {
    const before = await read();
    const after = await change(before);
    if (after === before) return;
    await mkdir(stateFolder, { recursive: true });
    await replaceFile(path, `${JSON.stringify(after, null, 2)}\n`);
    state = after;
    stamp = await fileStamp(path);
  }

  function update(change: (state: CognitoState) => Promise<CognitoState> | CognitoState): Promise<void> {
    const result = lastUpdate.then(() => apply(change));
    // A failed update is its caller's to report; the next one starts all the same.
    lastUpdate = result.catch(() => undefined);
    return result;
  }

  return { read, update };
}

/** Changes with every replacement of the file; empty when there is none. */
async function fileStamp(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function parse(path: string, text: string, log: (line: string) => void): CognitoState {
  const state = parseJson(path, text);
  if (typeof state !== 'object' || state === null || !('formatVersion' in state))
    throw damaged(path, 'no formatVersion');
  if (state.formatVersion !== formatVersion) {
    log(`cognito: ${path} has format ${state.formatVersion}, this is ${formatVersion}: users and keys are made anew`);
    return empty;
  }
  if (!isState(state)) throw damaged(path, 'pools, keys or users are missing');
  return state;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, 'not JSON', cause);
  }
}

/** The error for a state file that cannot be used. */
export function damaged(path: string, reason: string, cause?: unknown): Error {
  return new DamagedStateError(`${path} is damaged (${reason})`, { cause });
}

function isState(value: object): value is CognitoState {
  return 'pools' in value && Array.isArray(value.pools) && value.pools.every(isPool);
}

function isPool(value: unknown): value is PoolState {
  return (
    hasText(value, ['poolId', 'refreshTokenKey']) &&
    hasText(value.idTokenKey, ['kty', 'kid', 'n', 'd']) &&
    hasText(value.accessTokenKey, ['kty', 'kid', 'n', 'd']) &&
    typeof value.createdAt === 'number' &&
    typeof value.revoked === 'object' &&
    value.revoked !== null &&
    Array.isArray(value.users) &&
    value.users.every(isUser)
  );
}

function isUser(value: unknown): value is UserState {
  return (
    hasText(value, ['username', 'sub', 'salt', 'verifier', 'status', 'signInEpoch']) &&
    typeof value.enabled === 'boolean' &&
    [value.createdAt, value.modifiedAt, value.passwordSetAt].every(Number.isFinite) &&
    Array.isArray(value.groups) &&
    value.groups.every((group) => typeof group === 'string') &&
    typeof value.attributes === 'object' &&
    value.attributes !== null
  );
}

function hasText(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map(Object.entries(value));
  return keys.every((key) => typeof entries.get(key) === 'string');
}
