import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucket, type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
const folder = () => join(warehouse.folder, 'buckets', bucket);
const read = (key: string) => readFileSync(join(folder(), key), 'utf8');
const keys = (prefix: string) =>
  readdirSync(folder(), { recursive: true, encoding: 'utf8' })
    .filter((key) => key.startsWith(prefix) && statSync(join(folder(), key)).isFile())
    .sort();
const unload = (prefix: string, options = '', query = 'SELECT * FROM venues ORDER BY id') =>
  warehouse.run(`UNLOAD ('${query.replaceAll("'", "''")}') TO 's3://${bucket}/${prefix}' IAM_ROLE default ${options}`);

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  warehouse.putObject('other/file', '');
  await warehouse.run(
    `CREATE TABLE venues (id INTEGER, name VARCHAR(40), seats DOUBLE PRECISION, indoor BOOLEAN, since TIMESTAMP)`,
  );
  await warehouse.run(
    `INSERT INTO venues VALUES (1, 'a|b', 1000, true, '2020-01-02 03:04:05'), (2, 'say "x", y', 0.5, false, NULL),
     (3, '', NULL, NULL, NULL), (4, NULL, NULL, NULL, NULL)`,
  );
});
afterAll(() => warehouse.discard());

describe('UNLOAD', () => {
  it.each([
    ['text', '', '1|a|b|1000|t|2020-01-02 03:04:05\n2|say "x", y|0.5|f|\n3||||\n4||||\n'],
    [
      'escaped',
      "ESCAPE NULL AS '-' DELIMITER ','",
      '1,a|b,1000,t,2020-01-02 03:04:05\n2,say "x"\\, y,0.5,f,-\n3,,-,-,-\n4,-,-,-,-\n',
    ],
    [
      'quoted',
      'ADDQUOTES HEADER',
      '"id"|"name"|"seats"|"indoor"|"since"\n"1"|"a|b"|"1000"|"t"|"2020-01-02 03:04:05"\n"2"|"say "x", y"|"0.5"|"f"|\n"3"|""|||\n"4"||||\n',
    ],
    [
      'csv',
      'FORMAT AS CSV HEADER',
      'id,name,seats,indoor,since\n1,a|b,1000,t,2020-01-02 03:04:05\n2,"say ""x"", y",0.5,f,\n3,"",,,\n4,,,,\n',
    ],
    [
      'fixed',
      "FIXEDWIDTH 'id:2,name:12,seats:5,indoor:1,since:19'",
      '1 a|b         1000 t2020-01-02 03:04:05\n2 say "x", y  0.5  f                   \n' +
        `3 ${' '.repeat(37)}\n4 ${' '.repeat(37)}\n`,
    ],
  ])('writes %s', async (name, options, content) => {
    const { rowCount } = await unload(`${name}/venues_`, options);

    expect(rowCount).toBe(4);
    expect(keys(`${name}/`)).toEqual([`${name}/venues_0000_part_00`]);
    expect(read(`${name}/venues_0000_part_00`)).toBe(content);
  });

  it('writes JSON, one object on each line', async () => {
    await unload(
      'json/x_',
      'JSON',
      'SELECT id, name, seats, indoor, JSON_PARSE(\'{"a":[1]}\') AS tree FROM venues WHERE id = 2',
    );

    expect(read('json/x_0000_part_00.json')).toBe(
      '{"id":2,"name":"say \\"x\\", y","seats":0.5,"indoor":"f","tree":{"a":[1]}}\n',
    );
  });

  it('names a single series of files with PARALLEL OFF, and compresses them with GZIP', async () => {
    await unload('serial/x_', 'PARALLEL OFF GZIP', 'SELECT id FROM venues ORDER BY id');

    expect(keys('serial/')).toEqual(['serial/x_000.gz']);
    expect(gunzipSync(readFileSync(join(folder(), 'serial/x_000.gz'))).toString()).toBe('1\n2\n3\n4\n');
  });

  it('splits files at MAXFILESIZE and lists them in the manifest', async () => {
    const rows =
      "SELECT repeat('x', 1000) AS text FROM (SELECT 1 FROM venues a, venues b, venues c, venues d, venues e, venues f, venues g) t";
    const { rowCount } = await unload('split/x_', 'MAXFILESIZE 5 MB MANIFEST VERBOSE', rows);

    expect(rowCount).toBe(16_384);
    expect(keys('split/')).toEqual([0, 1, 2, 3].map((part) => `split/x_0000_part_0${part}`).concat('split/x_manifest'));
    const manifest = JSON.parse(read('split/x_manifest'));
    expect(manifest.entries[0].url).toBe(`s3://${bucket}/split/x_0000_part_00`);
    expect(manifest.meta).toEqual({ content_length: 16_384 * 1001, record_count: 16_384 });
  });

  it('parts files by columns as Hive does', async () => {
    await unload('parted', 'PARTITION BY (indoor, id) CSV', 'SELECT id, name, indoor FROM venues WHERE id <> 3');

    const files = ['indoor=__HIVE_DEFAULT_PARTITION__/id=4', 'indoor=f/id=2', 'indoor=t/id=1'];
    expect(keys('parted/')).toEqual(files.map((file) => `parted/${file}/0000_part_00`));
    expect(read('parted/indoor=t/id=1/0000_part_00')).toBe('a|b\n');
  });

  it('writes no file for no row, and leaves nothing aside', async () => {
    const { rowCount } = await unload('none/x_', 'PARQUET', 'SELECT * FROM venues WHERE id > 10');

    expect(rowCount).toBe(0);
    expect(keys('none/')).toEqual([]);
    expect(readdirSync(join(warehouse.folder, 'buckets', '.unload'))).toEqual([]);
  });

  it('overwrites files, or clears their place, only when it is told to', async () => {
    const notEmpty =
      'ERROR: Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, ' +
      'manually removing the target files in S3, or using the ALLOWOVERWRITE option.';
    await unload('again/x_', 'PARALLEL OFF', 'SELECT 1 AS n');
    warehouse.putObject('again/x_kept_001', 'kept');

    await expect(unload('again/x_', 'PARALLEL OFF', 'SELECT 2 AS n')).rejects.toThrow(notEmpty);
    expect(read('again/x_000')).toBe('1\n');
    await unload('again/x_', 'PARALLEL OFF ALLOWOVERWRITE', 'SELECT 2 AS n');
    expect(read('again/x_000')).toBe('2\n');
    expect(read('again/x_kept_001')).toBe('kept');
    await unload('again/x_', 'PARALLEL OFF CLEANPATH', 'SELECT 3 AS n');
    expect(keys('again/')).toEqual(['again/x_000']);
  });

  it('unloads what its user may read, and no more', async () => {
    const asReader = (query: string) =>
      warehouse.run(`UNLOAD ('${query}') TO 's3://${bucket}/mine/x_' IAM_ROLE default`, {}, 'IAMR:reader');

    await expect(asReader('SELECT * FROM venues')).rejects.toThrow('ERROR: permission denied for relation venues');
    await expect(asReader("SELECT * FROM read_text(''/etc/hostname'')")).rejects.toThrow(/^ERROR: /);
    await expect(asReader('DELETE FROM venues')).rejects.toThrow('ERROR: syntax error at or near "delete"');
  });

  it.each([
    ['SELECT 1 LIMIT 1', '', 'ERROR: Limit clause is not supported'],
    ['SELECT 1', 'BZIP2', 'ERROR: UNLOAD option BZIP2 is not supported by the local engine'],
    ['SELECT 1', 'ENCRYPTED', 'ERROR: UNLOAD option ENCRYPTED is not supported by the local engine'],
    ['SELECT 1', 'FORMAT ORC', 'ERROR: UNLOAD FORMAT ORC is not supported by the local engine'],
    ['SELECT 1', 'PARQUET HEADER', 'ERROR: HEADER is not supported for UNLOAD to PARQUET'],
    ['SELECT 1', 'ALLOWOVERWRITE CLEANPATH', 'ERROR: conflicting or redundant options'],
    ['SELECT 1', 'MAXFILESIZE 1 MB', 'ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB'],
    ['SELECT 1 AS n', 'PARTITION BY (m)', 'ERROR: Partition column "m" does not exist in the result of the query'],
    ['SELECT nope FROM venues', '', 'ERROR: column "nope" does not exist'],
  ])('refuses %s with %s', async (query, options, message) => {
    await expect(unload('refused/x_', options, query)).rejects.toThrow(message);
    expect(keys('refused/')).toEqual([]);
  });

  it.each([
    [`s3://${bucket}/../outside/x`, `ERROR: Invalid S3 URL: s3://${bucket}/../outside/x`],
    ['s3://no-such-bucket/x', 'ERROR: S3ServiceException:The specified bucket does not exist no-such-bucket'],
  ])('refuses to write to %s', async (url, message) => {
    await expect(warehouse.run(`UNLOAD ('SELECT 1') TO '${url}' IAM_ROLE default`)).rejects.toThrow(message);
  });
});
