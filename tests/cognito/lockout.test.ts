import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { poolId } from './user-pool.ts';

const password = 'correct-horse-1';
const wrong = 'NotAuthorizedException: Incorrect username or password.';
const locked = 'NotAuthorizedException: Password attempts exceeded';

let open: OpenCognito;

beforeAll(async () => {
  open = await openCognito();
});

afterAll(() => open.close());

const signIn = (USERNAME: string, PASSWORD = 'wrong') =>
  open.initiateAuth('USER_PASSWORD_AUTH', { USERNAME, PASSWORD });
const ensureUser = (username: string) => open.cognito.ensureUser({ poolId, username, password, groups: [] });

async function failTimes(username: string, times: number) {
  for (let attempt = 0; attempt < times; attempt += 1) expect(await refusal(signIn(username))).toBe(wrong);
}

describe('a user who gave wrong passwords', () => {
  it('is locked out from the fifth on, each time for twice as long', async () => {
    await ensureUser('ana');
    await failTimes('ana', 5);

    expect(await refusal(signIn('ana', password))).toBe(locked);
    open.clock.now += 1000;
    await failTimes('ana', 1);
    open.clock.now += 1999;
    expect(await refusal(signIn('ana', password))).toBe(locked);
    open.clock.now += 1;
    expect((await signIn('ana', password)).AuthenticationResult?.TokenType).toBe('Bearer');
    await failTimes('ana', 4);
    expect((await signIn('ana', password)).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('is taken back after a quarter of an hour without an attempt', async () => {
    await ensureUser('ben');
    await failTimes('ben', 4);
    open.clock.now += 15 * 60_000;

    await failTimes('ben', 4);

    expect((await signIn('ben', password)).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('locks nobody else out; a name that no user has looks the same', async () => {
    await ensureUser('cleo');
    await failTimes('nobody', 5);

    expect(await refusal(signIn('nobody'))).toBe(locked);
    expect((await signIn('cleo', password)).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('keeps no more of a name than a user’s can have', async () => {
    await failTimes('n'.repeat(128), 5);

    expect(await refusal(signIn('n'.repeat(100_000)))).toBe(locked);
  });
});
