import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucket, type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  warehouse.putObject('other/file', '');
  await warehouse.run('CREATE TABLE loaded (a INTEGER, b VARCHAR(8), c DECIMAL(6,2))');
});
afterAll(() => warehouse.discard());

describe('COPY of Parquet', () => {
  const unload = (prefix: string, query: string, options = '') =>
    warehouse.run(
      `UNLOAD ('${query.replaceAll("'", "''")}') TO 's3://${bucket}/${prefix}' IAM_ROLE default PARQUET ${options}`,
    );
  const copy = (prefix: string, columns: string, options = '') =>
    warehouse.run(
      `COPY loaded (${columns}) FROM 's3://${bucket}/${prefix}' IAM_ROLE default FORMAT AS PARQUET ${options}`,
    );

  it('takes the columns in their order, also by a manifest', async () => {
    await unload('pq/', "SELECT 1 AS one, 'x' AS two, CAST(1.5 AS DECIMAL(6,2)) AS three", 'MANIFEST');
    await warehouse.run('TRUNCATE loaded');

    await copy('pq/manifest', 'a, b, c', 'MANIFEST');

    expect((await warehouse.run('SELECT a, b, c FROM loaded')).rows).toEqual([[1, 'x', '1.50']]);
  });

  it('refuses what does not fit', async () => {
    await unload('pq-wide/', "SELECT CAST(1 AS BIGINT) AS one, '123456789' AS two");
    const file = `s3://${bucket}/pq-wide/0000_part_00.parquet`;
    warehouse.putObject('pq-broken/x', 'no parquet');

    await expect(copy('pq-wide/', 'a, b')).rejects.toThrow(
      `ERROR: Spectrum Scan Error\n  Detail: File '${file}' has an incompatible Parquet schema for column 'a'. Column type: INTEGER, Parquet schema: bigint one`,
    );
    await expect(copy('pq-wide/', 'c')).rejects.toThrow(
      'Unmatched number of columns between table and file. Table columns: 1, Data columns: 2',
    );
    await expect(copy('pq-broken/', 'a')).rejects.toThrow('has an invalid version number or is no Parquet file');
    await unload('pq-long/', "SELECT '123456789' AS two");
    await expect(copy('pq-long/', 'b')).rejects.toThrow(
      'The length of the data column b is longer than the length defined in the table. Table: 8, Data: 9',
    );
  });
});
