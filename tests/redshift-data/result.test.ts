import {
  ExecuteStatementCommand,
  GetStatementResultCommand,
  GetStatementResultV2Command,
  paginateGetStatementResult,
  paginateGetStatementResultV2,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementResult, Value } from '../../local/redshift/engine.ts';
import { csvRecord } from '../../local/redshift-data/results/csv.ts';
import { recordEncoder } from '../../local/redshift-data/results/field.ts';
import { database, type OpenDataApi, openDataApi } from './open-data-api.ts';
import { column, type ScriptedEngine, scriptedEngine, table } from './scripted-engine.ts';

let engine: ScriptedEngine;
let api: OpenDataApi;

beforeEach(async () => {
  engine = scriptedEngine();
  api = await openDataApi(engine);
});
afterEach(() => api.close());

async function run(result: StatementResult, ResultFormat: 'JSON' | 'CSV' = 'JSON'): Promise<string> {
  engine.answer('SELECT', result);
  const command = new ExecuteStatementCommand({ ...database, Sql: 'SELECT', WaitTimeSeconds: 30, ResultFormat });
  return (await api.client('open').send(command)).Id ?? '';
}

describe('a field of a result', () => {
  it.each<[string, Value, object]>([
    ['int4', 42, { longValue: 42 }],
    ['int8', -7, { longValue: -7 }],
    ['float8', 0.1, { doubleValue: 0.1 }],
    ['float4', 3, { doubleValue: 3 }],
    ['float8', Number.NaN, { doubleValue: Number.NaN }],
    ['float8', Number.NEGATIVE_INFINITY, { doubleValue: Number.NEGATIVE_INFINITY }],
    ['bool', true, { booleanValue: true }],
    ['bool', false, { booleanValue: false }],
    ['numeric', '12.50', { stringValue: '12.50' }],
    ['date', '2023-01-31', { stringValue: '2023-01-31' }],
    ['varchar', 'a "quoted"\n\\ ü 💶 \u2028', { stringValue: 'a "quoted"\n\\ ü 💶 \u2028' }],
    ['varchar', '', { stringValue: '' }],
    ['super', '{"labels":["t"]}', { stringValue: '{"labels":["t"]}' }],
    ['int4', null, { isNull: true }],
  ])('of type %s, %j, reaches an SDK as %j', async (typeName, value, field) => {
    const Id = await run(table([column('x', typeName)], [value]));

    const { Records } = await api.client('open').send(new GetStatementResultCommand({ Id }));

    expect(Records?.[0]?.[0]).toEqual(field);
  });

  it('keeps the digits of a BIGINT beyond 2^53 on the wire', () => {
    const encode = recordEncoder([column('x', 'int8')]);

    expect(encode(['9007199254740993'])).toBe('[{"longValue":9007199254740993}]');
  });

  it('is never written as a number that it isn’t', () => {
    const encode = recordEncoder([column('x', 'int8')]);

    expect(() => encode(['1}, {"stringValue":"injected"'])).toThrow('Column x');
  });
});

describe('the columns of a result', () => {
  it('carry what the engine tells of them', async () => {
    const price = { ...column('price', 'numeric'), precision: 10, scale: 2, nullable: false };
    const Id = await run(table([price, { ...column('name', 'varchar'), length: 256 }]));

    const output = await api.client('open').send(new GetStatementResultCommand({ Id }));

    expect(output).toMatchObject({ Records: [], TotalNumRows: 0 });
    expect(output.ColumnMetadata).toMatchObject([
      { name: 'price', label: 'price', typeName: 'numeric', precision: 10, scale: 2, nullable: 0, isSigned: true },
      { name: 'name', typeName: 'varchar', precision: 256, nullable: 1, isSigned: false, isCaseSensitive: true },
    ]);
  });
});

describe('a long result', () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => [index, 'x'.repeat(1_000)]);
  const long = table([column('n', 'int4'), column('text', 'varchar')], ...rows);

  it('comes in pages that join to the whole', async () => {
    const Id = await run(long);
    const numbers: unknown[] = [];
    let pages = 0;

    for await (const page of paginateGetStatementResult({ client: api.client('open') }, { Id })) {
      pages++;
      expect(page.TotalNumRows).toBe(3_000);
      expect(page.ColumnMetadata).toHaveLength(2);
      numbers.push(...(page.Records ?? []).map(([number]) => number?.longValue));
    }

    expect(pages).toBeGreaterThan(2);
    expect(numbers).toEqual(rows.map(([number]) => number));
  });

  it('refuses a token of another result or of nobody', async () => {
    const Id = await run(long);
    const client = api.client('open');
    const { NextToken = '' } = await client.send(new GetStatementResultCommand({ Id }));
    const other = await run(long);

    for (const [id, token] of [
      [other, NextToken],
      [Id, 'nonsense'],
      [Id, ''],
    ] as const) {
      await expect(client.send(new GetStatementResultCommand({ Id: id, NextToken: token }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    }
  });

  it('has a row of any length on a page of its own', async () => {
    const wide = 2 * 1024 * 1024;
    const Id = await run(table([column('x', 'varchar')], ['x'.repeat(wide)], ['y'], ['z'.repeat(wide)]));
    const lengths: unknown[] = [];

    for await (const { Records = [] } of paginateGetStatementResult({ client: api.client('open') }, { Id })) {
      lengths.push(Records.map(([field]) => field?.stringValue?.length));
    }

    expect(lengths).toEqual([[wide], [1], [wide]]);
  });
});

describe('a result in CSV', () => {
  it('names the columns in its first line, and ends its lines with a carriage return', async () => {
    const Id = await run(table([column('id', 'int4'), column('name', 'varchar')], [1, 'a'], [null, '']), 'CSV');

    const output = await api.client('open').send(new GetStatementResultV2Command({ Id }));

    expect(output).toMatchObject({
      Records: [{ CSVRecords: 'id,name\r\n1,a\r\n,""\r\n' }],
      ColumnMetadata: [{ name: 'id' }, { name: 'name' }],
      ResultFormat: 'CSV',
      TotalNumRows: 2,
    });
    expect(output.NextToken).toBeUndefined();
  });

  it.each<[readonly Value[], string]>([
    [['a,b', 'say "x"', 'two\nlines', 'cr\r'], '"a,b","say ""x""","two\nlines","cr\r"\r\n'],
    [[true, false, 0.5, -7, null], 'true,false,0.5,-7,\r\n'],
    [['ü💶', ' '], 'ü💶, \r\n'],
  ])('writes %j as CSV does', (row, line) => {
    expect(csvRecord(row)).toBe(line);
  });

  it('comes in pages of at most 1 MB, with the heading once', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => [index, 'x'.repeat(1_000)]);
    const Id = await run(table([column('n', 'int4'), column('text', 'varchar')], ...rows), 'CSV');
    const pages: string[] = [];

    for await (const { Records = [] } of paginateGetStatementResultV2({ client: api.client('open') }, { Id })) {
      pages.push(...Records.map(({ CSVRecords = '' }) => CSVRecords));
    }

    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(1024 * 1024 + 'n,text\r\n'.length);
    const lines = pages.join('').split('\r\n');
    expect(lines[0]).toBe('n,text');
    expect(lines).toHaveLength(2_500 + 2);
  });

  it('is not what GetStatementResult gives, nor the reverse', async () => {
    const client = api.client('open');
    const csv = await run(table([column('n', 'int4')], [1]), 'CSV');
    const json = await run(table([column('n', 'int4')], [1]));

    await expect(client.send(new GetStatementResultCommand({ Id: csv }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The result of this query is in CSV format; use GetStatementResultV2.',
    });
    await expect(client.send(new GetStatementResultV2Command({ Id: json }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The result of this query is in JSON format; use GetStatementResult.',
    });
  });
});
