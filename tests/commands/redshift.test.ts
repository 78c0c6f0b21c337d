import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { afterAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../../commands/redshift/installation.ts';
import { cleanUp, launch, newFolder } from './start-command.ts';

afterAll(cleanUp);

/** Starts the command, and a client by the lines that it says to paste. */
async function startRedshift(folder: string, ...args: readonly string[]) {
  const running = launch('redshift', ['--folder', folder, '--port', '0', ...args]);
  const text = await running.says('Press Ctrl-C to end.');
  const pasted = new Map(
    [...text.matchAll(/([A-Z_]+)='?([^\s']+)'?/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const client = new RedshiftDataClient({
    endpoint: pasted.get('AWS_ENDPOINT_URL_REDSHIFT_DATA') ?? '',
    region: pasted.get('AWS_REGION') ?? '',
    credentials: {
      accessKeyId: pasted.get('AWS_ACCESS_KEY_ID') ?? '',
      secretAccessKey: pasted.get('AWS_SECRET_ACCESS_KEY') ?? '',
    },
  });
  return {
    running,
    client,
    secretArn: pasted.get('SECRET_ARN'),
    port: new URL(pasted.get('AWS_ENDPOINT_URL_REDSHIFT_DATA') ?? '').port,
  };
}

function execute(SecretArn: string | undefined, Sql: string, ClientToken?: string) {
  const where = { WorkgroupName: 'mine', Database: 'shop', SecretArn };
  return new ExecuteStatementCommand({ ...where, Sql, WaitTimeSeconds: 30, ClientToken, WithEvent: true });
}

const names = ['--workgroup', 'mine', '--database', 'shop', '--admin', 'chief'];

describe('npm run redshift', { timeout: 60_000 }, () => {
  it('answers whoever pastes its lines, tells events, ends at a signal and keeps what it was given', async () => {
    const folder = join(newFolder(), 'data');
    const first = await startRedshift(folder, ...names);
    await first.client.send(execute(first.secretArn, 'CREATE TABLE t (id INTEGER)'));
    const inserted = await first.client.send(execute(first.secretArn, 'INSERT INTO t VALUES (7)', 'once'));
    expect(await first.running.says(`"statementId":"${inserted.Id}"`)).toContain('"source":"aws.redshift-data"');

    const [rival, neighbour] = await Promise.all([
      launch('redshift', ['--folder', folder, '--port', '0']).ended,
      launch('redshift', ['--folder', join(newFolder(), 'data'), '--port', first.port]).ended,
    ]);
    expect(rival).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Redshift did not start: The data folder ${folder} is in use by another npm run redshift; end that one, or choose another folder with --folder\n`,
    });
    expect(neighbour).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Redshift did not start: Port ${first.port} on 127.0.0.1 is in use; choose another with --port N, or --port 0 for any free one\n`,
    });

    first.running.process.kill('SIGTERM');
    expect(await first.running.ended).toMatchObject({ code: 0, stderr: '' });
    const second = await startRedshift(folder, ...names);
    const again = await second.client.send(execute(second.secretArn, 'INSERT INTO t VALUES (7)', 'once'));
    expect(again).toMatchObject({ Id: inserted.Id, Status: 'FINISHED' });
    expect(await second.client.send(new DescribeStatementCommand({ Id: inserted.Id }))).toMatchObject({
      QueryString: 'INSERT INTO t VALUES (7)',
      ResultRows: 1,
    });
    const { Id } = await second.client.send(execute(second.secretArn, 'SELECT id FROM t'));
    expect(await second.client.send(new GetStatementResultCommand({ Id }))).toMatchObject({
      Records: [[{ longValue: 7 }]],
    });
    second.running.process.kill('SIGINT');
    expect(await second.running.ended).toMatchObject({ code: 0 });
  });

  it('refuses an option that it cannot use with one clear line', async () => {
    const { code, stderr } = await launch('redshift', ['--database', 'My Shop']).ended;

    expect(code).toBe(1);
    expect(stderr).toContain("error: option '--database <name>' argument 'My Shop' is invalid. It must match");
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('the installation in a data folder', () => {
  it('stays the same, for its owner alone', () => {
    const folder = newFolder();
    const made = openInstallation(folder);

    expect(openInstallation(folder)).toEqual(made);
    expect(openInstallation(newFolder()).secretAccessKey).not.toBe(made.secretAccessKey);
    expect(statSync(join(folder, 'installation.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['{', '{}', '{"formatVersion":2}'])('is named when it is damaged: %s', (text) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'installation.json'), text);

    expect(() => openInstallation(folder)).toThrow(`${folder}/installation.json is damaged`);
  });
});
