import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  ListStatementsCommand,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database, type OpenDataApi, openDataApi } from './open-data-api.ts';
import { noResultSet, type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

let folder: string;
let engine: ScriptedEngine;
let api: OpenDataApi;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 20);
  folder = mkdtempSync(join(tmpdir(), 'data-api-'));
  await restart();
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As after the end of the process: nothing is left but the folder. */
async function restart(): Promise<void> {
  await api?.close();
  engine = scriptedEngine();
  engine.answer('INSERT', noResultSet);
  api = await openDataApi(engine, () => now, undefined, folder);
}

const journal = () => join(folder, 'statements.jsonl');
const insert = (input = {}) =>
  api
    .client('open')
    .send(
      new ExecuteStatementCommand({ ...database, Sql: 'INSERT', ClientToken: 'token', WaitTimeSeconds: 1, ...input }),
    );
const describeStatement = (Id: string | undefined) => api.client('open').send(new DescribeStatementCommand({ Id }));

describe('after a restart', () => {
  it('a client token still gives the statement that it has run, for 8 hours', async () => {
    const first = await insert();
    await restart();

    expect(await insert()).toMatchObject({ Id: first.Id, Status: 'FINISHED' });
    expect(engine.executed).toEqual([]);
    await expect(insert({ Sql: 'SELECT 1' })).rejects.toThrow('ClientToken was used with another request before.');

    now += 8 * 3_600_000;
    await restart();
    expect((await insert()).Id).not.toBe(first.Id);
    expect(engine.executed).toHaveLength(1);
  });

  it('a statement is described as before, though its rows are gone', async () => {
    const { Id } = await insert({ Sql: 'SELECT 1', StatementName: 'report' });
    const { $metadata, ...before } = await describeStatement(Id);
    await restart();

    expect(await describeStatement(Id)).toMatchObject(before);
    expect((await api.client('open').send(new ListStatementsCommand({}))).Statements).toMatchObject([
      { Id, StatementName: 'report', Status: 'FINISHED' },
    ]);
    await expect(api.client('open').send(new GetStatementResultCommand({ Id }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('a batch has its statements', async () => {
    const { Id } = await api.client('open').send(
      new BatchExecuteStatementCommand({
        ...{ ...database, Sqls: ['INSERT', 'SELECT nothing'], ExecutionMode: 'AUTO_COMMIT', WaitTimeSeconds: 1 },
      }),
    );
    await restart();

    expect(await describeStatement(Id)).toMatchObject({
      Status: 'FAILED',
      ExecutionMode: 'AUTO_COMMIT',
      ResultRows: 3,
      SubStatements: [
        { Id: `${Id}:1`, Status: 'FINISHED' },
        { Id: `${Id}:2`, Status: 'FAILED' },
      ],
    });
  });

  it('a statement that was under way is ABORTED, and its token does not run it again', async () => {
    const { Id } = await insert({ Sql: 'HOLD' });
    const written = readFileSync(journal());
    engine.release();
    await api.close();
    // The last line was being written when the process was killed.
    writeFileSync(journal(), Buffer.concat([written, Buffer.from('{"ended":{"id":"')]));
    await restart();

    expect(await describeStatement(Id)).toMatchObject({
      Status: 'ABORTED',
      Error: 'The server ended before the statement did.',
    });
    expect(await insert({ Sql: 'HOLD' })).toMatchObject({ Id, Status: 'ABORTED' });
    await insert({ ClientToken: 'another' });
    await restart();
    expect((await api.client('open').send(new ListStatementsCommand({ Status: 'ALL' }))).Statements).toHaveLength(2);
  });

  it('ids of queries go on where they were', async () => {
    await insert();
    await restart();
    const { Id } = await insert({ ClientToken: 'another' });

    expect(await describeStatement(Id)).toMatchObject({ RedshiftQueryId: 2 });
  });
});

describe('the journal of statements', () => {
  it('is for its owner alone', async () => {
    await insert();

    expect(statSync(journal()).mode & 0o777).toBe(0o600);
  });

  it('forgets what is older than 24 hours', async () => {
    await insert();
    now += 24 * 3_600_000;
    await restart();

    expect(readFileSync(journal(), 'utf8')).toBe('');
  });

  it.each([
    ['{"en'],
    ['{"x":1}'],
    ['7'],
    ['null'],
    ['{"ended":null}'],
    ['{"ended":{"id":"a"}}'],
    ['{"submitted":{}}'],
    ['{"submitted":{"id":"a","connection":{},"owner":{}}}'],
  ])('is named with the line that is damaged: %s', async (line) => {
    await insert();
    const [submitted = ''] = readFileSync(journal(), 'utf8').split('\n');
    writeFileSync(journal(), `${submitted}\n${line}\n`);

    await expect(openDataApi(engine, () => now, undefined, folder)).rejects.toMatchObject({
      name: 'DamagedStateError',
      message: `${journal()} is damaged in line 2; without this file the data are there, statements and client tokens are forgotten`,
    });
  });

  it('that cannot be written runs nothing', async () => {
    rmSync(folder, { recursive: true });

    await expect(insert()).rejects.toMatchObject({
      name: 'ExecuteStatementException',
      StatementId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      $metadata: { httpStatusCode: 500 },
    });
    expect(engine.executed).toEqual([]);
    expect(api.errors).toHaveLength(1);
  });
});
