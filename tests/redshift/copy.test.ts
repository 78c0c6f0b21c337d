import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../local/redshift/engine.ts';
import { bucket, type EngineUnderTest, openEngineUnderTest, settings, sqlFile } from './engine-under-test.ts';
import { loanHistoryCsv } from './loan-history.ts';

let warehouse: EngineUnderTest;
const copy = `COPY cases (id, name, amount, successful, day) FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV IGNOREHEADER 1`;
const load = (lines: readonly string[]) => {
  warehouse.putObject('cases/a.csv', ['id,name,amount,successful,day', ...lines].join('\n'));
  return warehouse.run(copy);
};
const failed = "ERROR: Load into table 'cases' failed.  Check 'sys_load_error_detail' system table for details.";
const lastError = async () => {
  const [row] = await warehouse.rows(
    `SELECT file_name, line_number, column_name, column_type, column_length, error_message
     FROM sys_load_error_detail ORDER BY query_id DESC LIMIT 1`,
  );
  return row;
};

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run(
    `CREATE TABLE cases (
       id INTEGER NOT NULL, name VARCHAR(8) NOT NULL, amount DOUBLE PRECISION, successful BOOLEAN, day DATE,
       note VARCHAR(20) DEFAULT 'none')`,
  );
});
beforeEach(() => warehouse.run('TRUNCATE cases'));
afterAll(() => warehouse.discard());

describe('COPY', () => {
  it('loads every spelling of a boolean, quoted fields, and defaults of columns that it does not name', async () => {
    await load(['1,"a,""b""",1.5,True,2023-01-31', '2,"x\ny",2,f,2024-02-29', '3,,,1,', '4,d,1e3,0,2020-12-01', '']);

    expect(await warehouse.rows('SELECT * FROM cases ORDER BY id')).toEqual([
      { id: 1, name: 'a,"b"', amount: 1.5, successful: true, day: '2023-01-31', note: 'none' },
      { id: 2, name: 'x\ny', amount: 2, successful: false, day: '2024-02-29', note: 'none' },
      { id: 3, name: '', amount: null, successful: true, day: null, note: 'none' },
      { id: 4, name: 'd', amount: 1000, successful: false, day: '2020-12-01', note: 'none' },
    ]);
  });

  it.each([
    ['2,b,1,maybe,2023-01-01', 'successful', "Unknown boolean format, Value 'maybe'"],
    ['2x,b,1,t,2023-01-01', 'id', "Invalid digit, Value 'x', Pos 1, Type: Integer"],
    ['3000000000,b,1,t,2023-01-01', 'id', "Overflow, Value '3000000000', Type: Integer"],
    ['2,b,one,t,2023-01-01', 'amount', "Invalid digit, Value 'o', Pos 0, Type: Double"],
    ['2,b,1,t,2023-02-29', 'day', 'Invalid date format or value [YYYY-MM-DD]'],
    ['2,b,1,t,01/02/2023', 'day', 'Invalid date format or value [YYYY-MM-DD]'],
    ['2,b,1,t,1/2/2023', 'day', 'Invalid Date Format - length must be 10 or more'],
    [',b,1,t,2023-01-01', 'id', 'Missing data for not-null field'],
    ['2,ääääb,1,t,2023-01-01', 'name', 'String length exceeds DDL length'],
    ['2,b,1,t', 'day', 'Delimiter not found'],
    ['2,b,1,t,2023-01-01,more', null, 'Extra column(s) found'],
    ['2,"b"c,1,t,2023-01-01', null, 'Invalid quote formatting for CSV: text after a closing quote'],
    ['2,"b,1,t,2023-01-01', null, 'Invalid quote formatting for CSV: a quote is not closed'],
  ])('refuses %s, naming file, line and column, and loads nothing', async (line, column, message) => {
    await expect(load(['1,a,1,t,2023-01-01', line])).rejects.toThrow(failed);

    expect(await lastError()).toMatchObject({
      file_name: `s3://${bucket}/cases/a.csv`,
      line_number: 3,
      column_name: column,
      error_message: message,
    });
    expect(await warehouse.rows('SELECT * FROM cases')).toEqual([]);
  });

  it('counts lines, not records', async () => {
    await expect(load(['1,"a\nb",1,t,2023-01-01', 'x,b,1,t,2023-01-01'])).rejects.toThrow(failed);

    expect(await lastError()).toMatchObject({ line_number: 4, column_name: 'id', column_type: 'integer' });
  });

  it('refuses bytes that are no UTF-8', async () => {
    warehouse.putObject('bytes/a.csv', Buffer.from([0x31, 0x2c, 0xff, 0x0a]));

    await expect(
      warehouse.run(`COPY cases (id, name) FROM 's3://${bucket}/bytes' IAM_ROLE default CSV`),
    ).rejects.toThrow(failed);

    expect(await lastError()).toMatchObject({
      error_message: 'String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: ff (error 3)',
    });
  });

  it('loads all objects with the prefix', async () => {
    warehouse.putObject('parts/1.csv', '1,a\n');
    warehouse.putObject('parts/2.csv', '2,b');

    const { rowCount } = await warehouse.run(
      `COPY cases (id, name) FROM 's3://${bucket}/parts/' IAM_ROLE default FORMAT AS CSV`,
    );

    expect(rowCount).toBe(2);
  });

  it('reports its rows as it goes', async () => {
    const seen: Progress[] = [];
    warehouse.engine.onProgress((progress) => seen.push(progress));
    await warehouse.runFile('tables/schema.sql');
    await warehouse.runFile('tables/loan_history.sql');
    warehouse.putObject(settings.data_key, loanHistoryCsv(5_000));

    await warehouse.run(`${sqlFile('load/copy_loan_history.sql')} TRIMBLANKS`);

    const done = seen.map((progress) => progress.done);
    expect(done.length).toBeGreaterThan(1);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toEqual({ work: 'copy', name: 'loan_history', done: 5_000, total: 5_000 });
  });

  it('counts identities itself, unless it is told their values', async () => {
    await warehouse.run(
      "CREATE TABLE counted (id BIGINT IDENTITY(10, 5), name VARCHAR(8), note VARCHAR(8) DEFAULT 'none')",
    );
    warehouse.putObject('counted/short', 'a|x\nb|y\n');
    warehouse.putObject('counted/long', '7|c|z\n');
    const from = (key: string) => `FROM 's3://${bucket}/counted/${key}' IAM_ROLE default`;

    await warehouse.run(`COPY counted ${from('short')}`);
    await warehouse.run(`COPY counted ${from('long')} EXPLICIT_IDS`);
    await expect(warehouse.run(`COPY counted (id, name) ${from('short')}`)).rejects.toThrow(
      'ERROR: cannot set an identity column to a value: "id"',
    );

    expect((await warehouse.run('SELECT * FROM counted WHERE id IN (7, 10, 15) ORDER BY id')).rows).toEqual([
      [7, 'c', 'z'],
      [10, 'a', 'x'],
      [15, 'b', 'y'],
    ]);
  });

  it('loads what a manifest lists, which may be mandatory', async () => {
    const urlOf = (key: string) => `s3://${bucket}/listed/${key}`;
    const list = (...entries: readonly object[]) => warehouse.putObject('listed/manifest', JSON.stringify({ entries }));
    const byManifest = `COPY cases (id, name) FROM '${urlOf('manifest')}' IAM_ROLE default CSV MANIFEST`;
    warehouse.putObject('listed/1', '1,a\n');
    warehouse.putObject('listed/10', '10,not listed\n');

    list({ url: urlOf('1'), mandatory: true }, { url: urlOf('2'), mandatory: false });
    expect((await warehouse.run(byManifest)).rowCount).toBe(1);
    list({ url: urlOf('1') }, { url: urlOf('2'), mandatory: true });
    await expect(warehouse.run(byManifest)).rejects.toThrow('ERROR: Mandatory url is not present in manifest file.');
    warehouse.putObject('listed/manifest', '{"entries": 1}');
    await expect(warehouse.run(byManifest)).rejects.toThrow('ERROR: Manifest file is not in correct json format');
  });

  it('stops when it is cancelled, and loads nothing', async () => {
    warehouse.putObject('endless', `${'1|a\n'.repeat(400_000)}x|a\n`);
    const sql = `COPY cases (id, name) FROM 's3://${bucket}/endless' IAM_ROLE default TRIMBLANKS`;
    const ended = warehouse.engine
      .execute({ id: 'endless', sql, parameters: [], user: 'admin', database: 'recourse' })
      .catch((error: Error) => error.name);
    await new Promise((resolve) => {
      warehouse.engine.onProgress(resolve);
    });

    await warehouse.engine.cancel('endless');

    expect(await ended).toBe('StatementCancelledError');
    expect(await warehouse.rows('SELECT * FROM cases')).toEqual([]);
  });

  it.each([
    [
      `COPY cases FROM 's3://${bucket}/nowhere' IAM_ROLE default CSV`,
      "ERROR: The specified S3 prefix 'nowhere' does not exist",
    ],
    [
      `COPY cases FROM 's3://${bucket}/../../secret' IAM_ROLE default CSV`,
      "ERROR: The specified S3 prefix '../../secret' does not exist",
    ],
    [
      `COPY cases FROM 's3://other-bucket/x' IAM_ROLE default CSV`,
      'ERROR: S3ServiceException:The specified bucket does not exist other-bucket',
    ],
    [
      `COPY nothing FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV`,
      'ERROR: Cannot COPY into nonexistent table nothing',
    ],
    [
      `COPY cases (nope) FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV`,
      'ERROR: column "nope" of relation "cases" does not exist',
    ],
    [
      `COPY cases FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV GZIP`,
      `ERROR: s3://${bucket}/cases/a.csv is not a valid GZIP file: incorrect header check`,
    ],
    ...[
      ['LZOP', 'COPY option LZOP'],
      ['FORMAT AS AVRO', 'COPY FORMAT AVRO'],
      ['FORMAT ORC', 'COPY FORMAT ORC'],
      ['SHAPEFILE', 'COPY option SHAPEFILE'],
      ["ENCRYPTED MASTER_SYMMETRIC_KEY 'k'", 'COPY option ENCRYPTED'],
      ['READRATIO 50', 'COPY option READRATIO'],
    ].map(([option, name]) => [
      `COPY cases FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default ${option}`,
      `ERROR: ${name} is not supported by the local engine`,
    ]),
    [
      `COPY cases FROM 'dynamodb://Movies' IAM_ROLE default`,
      'ERROR: COPY from dynamodb:// is not supported by the local engine',
    ],
    [
      `COPY cases FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV ESCAPE`,
      'ERROR: ESCAPE argument is not supported for CSV based COPY',
    ],
    [
      `COPY cases FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV CSV`,
      'ERROR: conflicting or redundant options',
    ],
    [`COPY cases FROM 's3://${bucket}/cases/a.csv' IAM_ROLE default CSV FIXED`, 'COPY option FIXED is not supported'],
    [
      `COPY cases FROM '/etc/passwd' IAM_ROLE default CSV`,
      'ERROR: COPY from a source that is not in S3 is not supported by the local engine',
    ],
  ])('refuses %s', async (sql, message) => {
    await expect(warehouse.run(sql)).rejects.toThrow(message);
  });
});
