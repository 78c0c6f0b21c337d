import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCognito } from '../../local/cognito/cognito.ts';
import { createIam } from '../../local/iam/iam.ts';
import { accountId } from '../iam/roles.ts';
import { newStateFolder } from './state-folder.ts';
import { clientId, poolId, userPoolResources } from './user-pool.ts';

const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: ['agent'] };

let stateFolder: string;
let lines: string[];

const start = (resources = userPoolResources()) =>
  createCognito({
    resources,
    iam: createIam({ resources: [], accountId }),
    stateFolder,
    region: 'us-east-1',
    log: (line) => lines.push(line),
  });

const stateText = () => readFile(join(stateFolder, 'cognito.json'), 'utf8');

async function canSignIn(cognito: Awaited<ReturnType<typeof start>>, username: string, password: string) {
  const input = {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  };
  const { status } = await cognito.handle({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
    body: Buffer.from(JSON.stringify(input)),
    sourceIp: '127.0.0.1',
  });
  return status === 200;
}

beforeEach(async () => {
  stateFolder = await newStateFolder();
  lines = [];
});

afterEach(() => rm(stateFolder, { recursive: true }));

describe('ensureUser', () => {
  it('changes nothing when the user is so already', async () => {
    const cognito = await start();
    const first = await cognito.ensureUser(ana);
    const before = await stateText();

    const second = await cognito.ensureUser(ana);

    expect(second).toEqual(first);
    expect(await stateText()).toBe(before);
  });

  it('replaces password and groups, and keeps the sub', async () => {
    const cognito = await start();
    const { sub } = await cognito.ensureUser(ana);

    const changed = await cognito.ensureUser({ ...ana, password: 'other-horse-22', groups: ['admin'] });

    expect(changed.sub).toBe(sub);
    expect(await canSignIn(cognito, 'ana', ana.password)).toBe(false);
    expect(await canSignIn(cognito, 'ana', 'other-horse-22')).toBe(true);
  });

  it('keeps every one of users made at once', async () => {
    const cognito = await start();
    const names = ['a', 'b', 'c', 'd', 'e'];

    await Promise.all(names.map((username) => cognito.ensureUser({ ...ana, username })));

    expect(await Promise.all(names.map((name) => canSignIn(cognito, name, ana.password)))).not.toContain(false);
  });

  it('reaches a Cognito that another process started on the same folder', async () => {
    const serving = await start();
    const command = await start();

    await command.ensureUser(ana);

    expect(await canSignIn(serving, 'ana', ana.password)).toBe(true);
  });

  it("refuses a password against the pool's policy", async () => {
    const cognito = await start();

    await expect(cognito.ensureUser({ ...ana, password: 'short-1' })).rejects.toThrow(
      'Password did not conform with policy: Password not long enough',
    );
    await expect(cognito.ensureUser({ ...ana, password: 'without-any-number' })).rejects.toThrow(
      'Password did not conform with policy: Password must have numeric characters',
    );
  });

  it('refuses a group or a pool that the template lacks', async () => {
    const cognito = await start();

    await expect(cognito.ensureUser({ ...ana, groups: ['king'] })).rejects.toThrow('Group not found: king');
    await expect(cognito.ensureUser({ ...ana, poolId: 'us-east-1_Other' })).rejects.toThrow('us-east-1_Other');
  });
});

describe('the state file', () => {
  it('is made with its folder, readable by its owner alone, and holds no password', async () => {
    await rm(stateFolder, { recursive: true });
    await (await start()).ensureUser(ana);

    const { mode } = await stat(join(stateFolder, 'cognito.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(await stateText()).not.toContain(ana.password);
    expect(await readdir(stateFolder)).toEqual(['cognito.json']);
  });

  it('is named when it is damaged', async () => {
    await start();
    const whole = await stateText();
    const damages = [
      whole.slice(0, 500),
      '',
      '[]',
      '{"formatVersion":2}',
      whole.replace(/"n": "[^"]*"/, '"n": "AQAB"'),
    ];

    for (const damage of damages) {
      await writeFile(join(stateFolder, 'cognito.json'), damage);
      await expect(start()).rejects.toThrow(`${join(stateFolder, 'cognito.json')} is damaged`);
    }
  });

  it('of another format is made anew with one line that says so', async () => {
    await (await start()).ensureUser(ana);
    await writeFile(join(stateFolder, 'cognito.json'), '{"formatVersion":0,"users":{}}');

    const cognito = await start();

    expect(await canSignIn(cognito, 'ana', ana.password)).toBe(false);
    expect(lines).toEqual([expect.stringContaining('format 0')]);
  });

  it('is written whole or not at all when another start was cut off while writing', async () => {
    await (await start()).ensureUser(ana);
    await writeFile(join(stateFolder, 'cognito.json.new'), '{"formatVer');

    const cognito = await start();
    await cognito.ensureUser({ ...ana, username: 'ben' });

    expect(await canSignIn(cognito, 'ana', ana.password)).toBe(true);
    expect(await readdir(stateFolder)).toEqual(['cognito.json']);
  });
});
