import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import { bucket, type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

const columns =
  'a SMALLINT, b INTEGER, c BIGINT, d DECIMAL(20,4), e REAL, f DOUBLE PRECISION, g BOOLEAN, h CHAR(12), ' +
  'i VARCHAR(80), j DATE, k TIMESTAMP, l TIMESTAMPTZ, m TIME, n SUPER';
const rowCount = 300;
const pieces = [
  'a',
  'Z',
  ' ',
  '  x',
  '"',
  "'",
  ',',
  '|',
  '\\',
  '\n',
  '\r',
  '\t',
  'é',
  '😀',
  '{',
  '0',
  '\\n',
  '""',
  "'x'",
];

let warehouse: EngineUnderTest;

/** Rows of every type, with all that a format could stumble over. */
function makeRows(seed: number): string {
  const random = seededRandom(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const text = (characters: readonly string[], length: number) =>
    Array.from({ length: upTo(length) }, () => characters[upTo(characters.length)]).join('');
  // Dollars, since a backslash within quotes is not always one.
  const quoted = (value: string) => `$text$${value}$text$`;
  const orNull = (value: string) => (random() < 0.15 ? 'NULL' : value);
  const time = () => `${upTo(24)}:${upTo(60)}:${upTo(60)}.${upTo(1_000_000)}`.replace(/\b(\d)(?=[:.])/g, '0$1');
  const day = () =>
    `${1 + upTo(2500)}`
      .padStart(4, '0')
      .concat('-', `${1 + upTo(12)}`.padStart(2, '0'), '-', `${1 + upTo(28)}`.padStart(2, '0'));
  const sign = () => (random() < 0.5 ? '-' : '');
  const rows = Array.from({ length: rowCount }, () =>
    [
      `${sign()}${upTo(32_768)}`,
      `${sign()}${upTo(2 ** 31)}`,
      `${sign()}${upTo(2 ** 31)}${upTo(2 ** 31)}`.slice(0, 18),
      `${sign()}${upTo(1e15)}.${upTo(10_000)}`,
      `CAST(${sign()}${random() * 10 ** upTo(30)} AS REAL)`,
      `CAST('${sign()}${random() * 10 ** (upTo(600) - 300)}' AS DOUBLE PRECISION)`,
      random() < 0.5 ? 'true' : 'false',
      quoted(text(['a', '|', ',', '"', '\\', 'x y'], 4)),
      quoted(text(pieces, 9)),
      quoted(day()),
      quoted(`${day()} ${time()}`),
      quoted(`${day()} ${time()}+00`),
      quoted(time()),
      `JSON_PARSE(${quoted(JSON.stringify({ list: [upTo(9), text(pieces.slice(0, 9), 3)], none: null }))})`,
    ]
      .map(orNull)
      .join(', '),
  );
  return rows.map((row) => `(${row})`).join(', ');
}

const rowsOf = async (table: string) =>
  (await warehouse.run(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4, 6, 9`)).rows
    .map((row) => JSON.stringify(row))
    .sort();

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  warehouse.putObject('here/x', '');
  await warehouse.run(`CREATE TABLE sent (${columns})`);
  await warehouse.run(`CREATE TABLE received (${columns})`);
  await warehouse.run(`INSERT INTO sent VALUES ${makeRows(7)}`);
});
afterAll(() => warehouse.discard());

describe('a table that is unloaded and copied', () => {
  it.each([
    ["CSV NULL AS '@null@'", "CSV NULL AS '@null@'"],
    ["CSV DELIMITER ';' HEADER GZIP NULL AS '@null@'", "CSV DELIMITER ';' IGNOREHEADER 1 GZIP NULL AS '@null@'"],
    ["ESCAPE NULL AS '@null@'", "ESCAPE NULL AS '@null@'"],
    ["ESCAPE ADDQUOTES DELIMITER ',' NULL AS '@null@'", "ESCAPE REMOVEQUOTES DELIMITER ',' NULL AS '@null@'"],
    ['JSON', "JSON 'auto'"],
    ['PARQUET', 'PARQUET'],
    ['PARQUET PARALLEL OFF MANIFEST', 'PARQUET MANIFEST'],
  ])('is the same by %s', async (unload, copy) => {
    const prefix = `s3://${bucket}/trip/${unload.replaceAll(/\W+/g, '-')}/`;

    const { rowCount: unloaded } = await warehouse.run(
      `UNLOAD ('SELECT * FROM sent') TO '${prefix}' IAM_ROLE default ${unload}`,
    );
    await warehouse.run('TRUNCATE received');
    const source = copy.includes('MANIFEST') ? `${prefix}manifest` : prefix;
    const { rowCount: copied } = await warehouse.run(
      `COPY received FROM '${source}' IAM_ROLE default ${copy} ${copy.includes('PARQUET') ? '' : "TIMEFORMAT 'auto'"}`,
    );

    expect([unloaded, copied]).toEqual([rowCount, rowCount]);
    expect(await rowsOf('received')).toEqual(await rowsOf('sent'));
  });
});
