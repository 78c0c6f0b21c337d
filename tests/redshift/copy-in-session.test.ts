import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import { bucket, type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';
import { openSessionOf, type SessionUnderTest } from './session/session-under-test.ts';

let warehouse: EngineUnderTest;
let session: SessionUnderTest;
const copy = (table: string, key: string, options = '') =>
  `COPY ${table} FROM 's3://${bucket}/${key}' IAM_ROLE default CSV ${options}`;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  session = openSessionOf(warehouse);
  await warehouse.run('CREATE TABLE pairs (a INTEGER, b VARCHAR(5))');
  warehouse.putObject('good', '1,x\n2,y\n');
  warehouse.putObject('bad', '3,z\nq,z\n');
});
afterAll(async () => {
  await session.close();
  await warehouse.discard();
});

describe('COPY in a session', () => {
  it('tells of the last COPY and UNLOAD', async () => {
    const last = 'SELECT pg_last_copy_id() AS id, pg_last_copy_count() AS copied, pg_last_unload_count() AS unloaded';
    expect(await session.rows(last)).toEqual([{ id: -1, copied: 0, unloaded: 0 }]);

    await session.run(copy('pairs', 'good'));
    await session.run(`UNLOAD ('SELECT * FROM pairs') TO 's3://${bucket}/unloaded_' IAM_ROLE default`);

    const [found] = await session.rows(last);
    expect(found).toMatchObject({ copied: 2, unloaded: 2 });
    expect(
      await warehouse.rows(
        `SELECT status, table_name, data_source, file_format, loaded_rows, source_file_count, error_count
         FROM sys_load_history WHERE query_id = ${found?.id}`,
      ),
    ).toEqual([
      {
        status: 'completed',
        table_name: 'pairs',
        data_source: `s3://${bucket}/good`,
        file_format: 'csv',
        loaded_rows: 2,
        source_file_count: 1,
        error_count: 0,
      },
    ]);
    expect(await warehouse.rows(`SELECT filename FROM stl_load_commits WHERE query = ${found?.id}`)).toEqual([
      { filename: `s3://${bucket}/good` },
    ]);
    expect(await warehouse.rows('SELECT pg_last_copy_id() AS id')).toEqual([{ id: -1 }]);
  });

  it('takes part in the transaction', async () => {
    await warehouse.run('TRUNCATE pairs');
    await session.run('BEGIN');
    await session.run(copy('pairs', 'good'));

    expect(await session.rows('SELECT COUNT(*) AS n FROM pairs')).toEqual([{ n: 2 }]);
    expect(await warehouse.rows('SELECT COUNT(*) AS n FROM pairs')).toEqual([{ n: 0 }]);
    await session.run('ROLLBACK');
    expect(await warehouse.rows('SELECT COUNT(*) AS n FROM pairs')).toEqual([{ n: 0 }]);
  });

  it('takes the transaction along when it fails, and still says why', async () => {
    await session.run('BEGIN');
    await session.run("INSERT INTO pairs VALUES (9, 'x')");

    await expect(session.run(copy('pairs', 'bad'))).rejects.toThrow(/^ERROR: Load into table 'pairs' failed/);

    await expect(session.run('SELECT 1')).rejects.toThrow('current transaction is aborted');
    await session.run('ROLLBACK');
    expect(await warehouse.rows('SELECT * FROM pairs')).toEqual([]);
    expect(
      await warehouse.rows('SELECT line_number, column_name FROM sys_load_error_detail ORDER BY query_id DESC LIMIT 1'),
    ).toEqual([{ line_number: 2, column_name: 'a' }]);
  });

  it('fills a temporary table', async () => {
    await session.run('CREATE TEMP TABLE mine (a INTEGER, b VARCHAR(2))');

    await session.run(copy('mine', 'good'));

    expect(await session.rows('SELECT * FROM mine ORDER BY a')).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
    warehouse.putObject('long', '1,xyz\n');
    await expect(session.run(copy('mine', 'long'))).rejects.toThrow(/^ERROR: Load into table 'mine' failed/);
  });
});

describe('COPY by DuckDB and record by record', () => {
  const columns =
    'a INTEGER NOT NULL, b DOUBLE PRECISION, c BOOLEAN, d DATE, e TIMESTAMP, f VARCHAR(5), g DECIMAL(6,2), h CHAR(3)';
  /** The first of each is plain. */
  const fields = [
    ['1', '-7', '+5', ' 8 ', '007', '1e3', '1_0', '2147483648', '', '\\N', '1.0'],
    ['1', '.5', '5.', '1e3', '1_0', 'nan', '-inf', '1e999', ' ', '0x1', '\\N'],
    ['t', 'FALSE', '1', 'no', 'Y', ' true', 'maybe', ''],
    [
      '2020-02-29',
      '2021-02-29',
      '2020-2-9',
      '2020-01-01 10:00:00',
      '',
      'infinity',
      ' 2020-01-01',
      '10000-01-01',
      '0044-03-15 (BC)',
    ],
    [
      '2020-02-29 01:02:03',
      '2020-01-01',
      '2020-01-01T10:00:00.5',
      '2020-01-01 24:00:00',
      '2020-01-01 1:2:3',
      '',
      'infinity',
      '10000-01-01 00:00:00',
    ],
    ['x', '', '\\N', ' ', '"a,b"', '"a""b"', '"a\nb"', ' "q" ', 'a"b', 'ééé', 'ee\t', '"\\N"', '""'],
    ['1', '1.999', '-0.5', '12345', '.5', '5.', '1e3', '', ' 1'],
    ['x', 'abc', 'abcd', 'é', '', '\\N', '"x"'],
  ];
  const choices = [
    '',
    '',
    'EMPTYASNULL',
    'BLANKSASNULL',
    "NULL AS 'x'",
    "DATEFORMAT 'auto' TIMEFORMAT 'auto'",
    'IGNOREHEADER 1',
  ];

  it('end alike on anything', async () => {
    const random = seededRandom(11);
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() ** 5 * list.length)] as T;
    await warehouse.run(`CREATE TABLE fast (${columns})`);
    await warehouse.run(`CREATE TABLE slow (${columns})`);
    const outcome = async (run: (sql: string) => Promise<unknown>, table: string, options: string) => {
      const error = await run(copy(table, 'case', options)).then(() => undefined, String);
      return { error: error?.replace(table, 'table'), rows: (await session.run(`SELECT * FROM ${table}`)).rows };
    };
    let loaded = 0;
    const caseCount = 50;
    for (let index = 0; index < caseCount; index += 1) {
      const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, () => fields.map(pick).join(','));
      const ends = pick(['\n', '\n', '\n', '\r\n', '\n\n']);
      const content = lines.join(ends) + pick([ends, '', ',\n', ',x\n']);
      warehouse.putObject('case', content);
      const options = pick(choices);

      const fast = await outcome(warehouse.run, 'fast', options);
      await session.run('BEGIN');
      const error = await session.run(copy('slow', 'case', options)).then(() => undefined, String);
      await session.run(error === undefined ? 'COMMIT' : 'ROLLBACK');
      const slow = { error: error?.replace('slow', 'table'), rows: (await session.run('SELECT * FROM slow')).rows };

      expect(fast, JSON.stringify({ content, options })).toEqual(slow);
      if (error === undefined) loaded += 1;
      for (const table of ['fast', 'slow']) await warehouse.run(`DELETE FROM ${table}`);
    }
    expect(loaded).toBeGreaterThan(caseCount / 5);
  });
});
