import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AdminGetUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CfnDataSource } from 'aws-cdk-lib/aws-appsync';
import type { CfnUserPool, CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { templateWelcome } from '../../commands/start/welcome.ts';
import { startLocalCloud } from '../../local/stack.ts';
import { synthesizeBookShop } from './book-shop/synthesize.ts';
import { cleanUp, complaint, launch, newFolder } from './start-command.ts';

const shell = promisify(execFile);

afterAll(cleanUp);

describe('npm start -- --template', { timeout: 120_000 }, () => {
  it("runs somebody else's app from its template alone", async () => {
    const folder = newFolder();
    const template = join(folder, 'BookShop.template.json');
    copyFileSync(join(synthesizeBookShop(newFolder()).directory, 'BookShop.template.json'), template);
    const state = join(folder, 'state');

    const app = launch('start', ['--template', template, '--region', 'eu-west-1', '--port', '0', '--state', state]);
    const said = await app.says('Press Ctrl-C');
    expect(said).toContain('BookShop answers.');
    expect(said).toMatch(/Sign in as demo@example\.com with the password \S+\n/);
    expect(said).not.toMatch(/train|rank/i);
    const [, hostedUrl] = /^Hosted UI {2}(http:\S+) in place of the user pool's domain$/m.exec(said) ?? [];
    expect((await fetch(`${hostedUrl}/oauth2/token`, { method: 'POST' })).status).toBe(400);

    const [, url = ''] = /(http:\S+)\/graphql/.exec(said) ?? [];
    const [, curl = ''] = /(curl -s [\s\S]*?\n {4}-d '.*')\n/.exec(said) ?? [];
    const ask = async (query: string) =>
      JSON.parse((await shell('sh', ['-c', curl.replace(/-d '.*'/, `-d '${JSON.stringify({ query })}'`)])).stdout);
    expect(await ask('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    expect(await ask('{ book(id: 7) { title author { name } } greeting(name: "Ann") }')).toEqual({
      data: { book: { title: 'Volume 7', author: { name: 'Ms. Bonner' } }, greeting: 'Hello Ann' },
    });
    expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/explorer');

    const credentials = await launch('token', ['--aws', '--state', state]).ended;
    const script = `${credentials.stdout}echo $AWS_ENDPOINT_URL $AWS_REGION $USER_POOL_ID $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY`;
    const [endpoint, region, UserPoolId, ...keys] = (await shell('sh', ['-c', script])).stdout.trim().split(' ');
    const [accessKeyId = '', secretAccessKey = ''] = keys;
    const operator = new CognitoIdentityProviderClient({
      ...{ endpoint: endpoint ?? '', region: region ?? '', credentials: { accessKeyId, secretAccessKey } },
    });
    const demo = await operator.send(new AdminGetUserCommand({ UserPoolId, Username: 'demo@example.com' }));
    expect({ endpoint, status: demo.UserStatus }).toEqual({ endpoint: url, status: 'CONFIRMED' });

    expect(readFileSync(join(state, 'local.log'), 'utf8')).toContain('FindBook');
    const destroyed = await launch('destroy', ['--local', '--state', state, '--yes']).ended;
    expect(destroyed).toMatchObject({ code: 0, stdout: `The local cloud is gone, ${state} too.\n` });
    expect(destroyed.stderr).toBe(`This ends the cloud at ${url} and removes ${state}.\n`);
    expect(await app.ended).toMatchObject({ code: 0 });
    expect(existsSync(state)).toBe(false);
  });

  it.each([
    [['--template', 'nowhere'], 'Recourse did not start: nowhere: no such file or folder'],
    [
      ['--template', 'package.json', '--rows', '9'],
      "error: option '--template <path>' cannot be used with option '--rows <n>'",
    ],
    [
      ['--parameter', 'Size=3'],
      "error: options '--region <name>' and '--parameter <name=value>' go with '--template <path>'",
    ],
  ])('refuses %j with one clear line', async (args, line) => {
    const { code, stdout, stderr } = await launch('start', args).ended;

    expect({ code, stdout, stderr: stderr.trim() }).toEqual({ code: 1, stdout: '', stderr: line });
  });

  it('refuses faults of a warehouse that the app does not have', async () => {
    const { directory } = synthesizeBookShop(newFolder());
    const args = ['--template', directory, '--faults', 'fail=1x', '--port', '0', '--state', newFolder()];

    const { code, stderr } = await launch('start', args).ended;

    expect({ code, line: complaint({ code, stderr, stdout: '' }) }).toEqual({
      code: 1,
      line: '--faults fail=1x: the template has no warehouse to fail',
    });
  });
});

describe('a local cloud', () => {
  const start = (template: string) =>
    startLocalCloud({
      template,
      stateFolder: newFolder(),
      installationId: 'one',
      ...{ host: '127.0.0.1', port: 0, webFolder: 'web', demoPassword: 'Demo-password-7', log: () => {} },
    });

  it.each<[string, Parameters<typeof synthesizeBookShop>[1], string]>([
    [
      'a resource that it does not know',
      (stack) => void new CfnQueue(stack, 'Shelves'),
      'Resource "Shelves": unknown resource type AWS::SQS::Queue',
    ],
    [
      'a data source of another kind',
      (stack, { apiId }) =>
        void new CfnDataSource(stack, 'Shelves', { apiId, name: 'Shelves', type: 'AMAZON_DYNAMODB' }),
      'AWS::AppSync::DataSource Shelves: data source type AMAZON_DYNAMODB is not emulated',
    ],
  ])('refuses %s by name', async (_, change, message) => {
    const { directory } = synthesizeBookShop(newFolder(), change);

    await expect(start(directory)).rejects.toThrow(message);
  });

  it('gives the demo user a password as long as the pool wants it', async () => {
    const { directory } = synthesizeBookShop(newFolder(), (stack) => {
      const pool = stack.node.findChild('Users').node.defaultChild as CfnUserPool;
      pool.policies = { passwordPolicy: { minimumLength: 40 } };
    });

    const cloud = await start(directory);

    expect(cloud.demo.password.length).toBeGreaterThanOrEqual(40);
    await cloud.close();
  });

  it('prints no request to paste when nobody can sign in by a command', async () => {
    const { directory } = synthesizeBookShop(newFolder(), (stack) => {
      const client = stack.node.findChild('Users').node.findChild('Web').node.defaultChild as CfnUserPoolClient;
      client.generateSecret = true;
    });

    const cloud = await start(directory);

    const text = templateWelcome(cloud, 'state');
    expect(text).toContain('The API admits no app client without a secret');
    expect(text).not.toContain('curl');
    await cloud.close();
  });
});
