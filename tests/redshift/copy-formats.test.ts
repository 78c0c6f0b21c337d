import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucket, type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
let files = 0;
/** Puts the object and loads it into `loaded (a INTEGER, b VARCHAR(8), c DECIMAL(6,2), d DATE, e TIMESTAMP, f SUPER)`. */
const load = async (content: string | Buffer, options: string, columns = 'a, b') => {
  files += 1;
  warehouse.putObject(`formats/${files}/data`, content);
  await warehouse.run('TRUNCATE loaded');
  await warehouse.run(`COPY loaded (${columns}) FROM 's3://${bucket}/formats/${files}/' IAM_ROLE default ${options}`);
  return (await warehouse.run(`SELECT ${columns} FROM loaded ORDER BY a`)).rows;
};
const lastErrors = async () =>
  (
    await warehouse.run(
      `SELECT line_number, colname, raw_field_value, err_code, err_reason FROM stl_load_errors
       WHERE query = (SELECT MAX(query) FROM stl_load_errors) ORDER BY line_number`,
    )
  ).rows;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run(
    'CREATE TABLE loaded (a INTEGER, b VARCHAR(8), c DECIMAL(6,2), d DATE, e TIMESTAMP, f SUPER, g CHAR(3))',
  );
});
afterAll(() => warehouse.discard());

describe('COPY of delimited text', () => {
  it.each([
    [
      '1|x\n2|y\n',
      '',
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ],
    [
      '1|x|\r\n2|y|\r\n',
      '',
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ],
    ['1\tx\n', "DELIMITER AS '\\t'", [[1, 'x']]],
    ['1\u0001x\n', "DELIMITER '\\001'", [[1, 'x']]],
    [
      '1,x\\,y\\\\\n2,a\\\nb\n',
      "ESCAPE DELIMITER ','",
      [
        [1, 'x,y\\'],
        [2, 'a\nb'],
      ],
    ],
    [
      `1|'x|y'\n2|"z"\n3|it's\n`,
      'REMOVEQUOTES',
      [
        [1, 'x|y'],
        [2, 'z'],
        [3, "it's"],
      ],
    ],
    ["1|'it\\'s'\n", 'REMOVEQUOTES ESCAPE', [[1, "it's"]]],
    [
      '1|\\N\n2|\n\\N|z\n',
      '',
      [
        [1, null],
        [2, ''],
        [null, 'z'],
      ],
    ],
    [
      '1|-\n-|x\n',
      "NULL AS '-'",
      [
        [1, null],
        [null, 'x'],
      ],
    ],
    [
      '1|\n2|  \n',
      'EMPTYASNULL BLANKSASNULL',
      [
        [1, null],
        [2, null],
      ],
    ],
    [
      '1|\n\n2|x\n',
      'IGNOREBLANKLINES',
      [
        [1, ''],
        [2, 'x'],
      ],
    ],
    [
      '1\n2|x\n',
      'FILLRECORD',
      [
        [1, ''],
        [2, 'x'],
      ],
    ],
    [
      '1|x  \n2|123456789\n',
      'TRIMBLANKS TRUNCATECOLUMNS',
      [
        [1, 'x'],
        [2, '12345678'],
      ],
    ],
    ['h\nh\n1|x\n', 'IGNOREHEADER AS 2', [[1, 'x']]],
    [Buffer.from([0x31, 0x7c, 0xe4, 0xf6, 0x78, 0x0a]), "ACCEPTINVCHARS AS '^'", [[1, '^^x']]],
    [Buffer.from('\ufeff1|é\n', 'utf16le'), 'ENCODING UTF16', [[1, 'é']]],
    [Buffer.from('1|é\n', 'utf16le'), 'ENCODING AS UTF16LE', [[1, 'é']]],
    ['\ufeff1|x\n', '', [[1, 'x']]],
    [gzipSync('1|x\n'), 'GZIP', [[1, 'x']]],
    [Buffer.from('KLUv/SQEIQAAMXx4CrQ0l1U=', 'base64'), 'ZSTD', [[1, 'x']]],
    [Buffer.from('QlpoOTFBWSZTWXQOKOgAAADIgAAQIAAARCAAIZpoM00wvF3JFOFCQdA4o6A=', 'base64'), 'BZIP2', [[1, 'x']]],
  ])('reads %j with %s', async (content, options, rows) => {
    expect(await load(content, options)).toEqual(rows);
  });

  it.each(['GZIP', 'BZIP2', 'ZSTD'])('refuses as %s what is not', async (compression) => {
    await expect(load('1|x\n', compression)).rejects.toThrow(
      new RegExp(`^ERROR: s3://${bucket}/\\S+ is not a valid ${compression} file: `),
    );
  });

  it('cuts fields of a fixed width', async () => {
    expect(await load('1 Toyota  \n22abcdefgh\n', "FIXEDWIDTH 'a:2,b:8'")).toEqual([
      [1, 'Toyota'],
      [22, 'abcdefgh'],
    ]);
  });

  it.each([
    ["DATEFORMAT 'auto'", '1|Jan-08-1999', '1999-01-08'],
    ["DATEFORMAT AS 'MM/DD/YYYY'", '1|01/08/1999', '1999-01-08'],
    ["DATEFORMAT 'DD-MON-YY'", '1|08-JAN-99', '1999-01-08'],
    ["DATEFORMAT 'YYYYMMDD'", '1|19990108', '1999-01-08'],
    ["DATEFORMAT 'MM/DD/YYYY' ACCEPTANYDATE", '1|1999-01-08', null],
    ['', '1|1999-01-08 10:11:12', '1999-01-08'],
  ])('reads a date with %s', async (options, content, day) => {
    expect(await load(content, options, 'a, d')).toEqual([[1, day]]);
  });

  it.each([
    ['', '1|2020-01-02 03:04:05.678', '2020-01-02 03:04:05.678'],
    ["TIMEFORMAT 'auto'", '1|2019-02-11T05:09:12.195Z', '2019-02-11 05:09:12.195'],
    ["TIMEFORMAT 'auto'", '1|12/17/1997 07:37:16.5 PST', '1997-12-17 07:37:16.5'],
    ["TIMEFORMAT 'auto'", '1|17 Dec 07:37:16 1997', '1997-12-17 07:37:16'],
    ["TIMEFORMAT 'DD.MM.YYYY HH12:MI:SS AM'", '1|02.01.2020 03:04:05 PM', '2020-01-02 15:04:05'],
    ["TIMEFORMAT 'epochsecs'", '1|1000000000', '2001-09-09 01:46:40'],
    ["TIMEFORMAT AS 'epochmillisecs'", '1|1000000000123', '2001-09-09 01:46:40.123'],
  ])('reads a time with %s', async (options, content, time) => {
    expect(await load(content, options, 'a, e')).toEqual([[1, time]]);
  });

  it('cuts digits off that a NUMERIC does not hold, or rounds with ROUNDEC', async () => {
    expect(await load('1|20.259\n2|-20.259\n3|.5\n', '', 'a, c')).toEqual([
      [1, '20.25'],
      [2, '-20.25'],
      [3, '0.50'],
    ]);
    expect(await load('1|20.259\n2|-20.259\n', 'ROUNDEC', 'a, c')).toEqual([
      [1, '20.26'],
      [2, '-20.26'],
    ]);
  });
});

describe('COPY of JSON', () => {
  const objects =
    '{"a": 1, "b": "x\\n", "f": {"deep": [1]}}\n  {"b": "say \\"}\\"", "A": 2}{"a":3,"b":null,"more":1}\n';
  it('finds columns by name, wherever objects begin and end', async () => {
    expect(await load(objects, "JSON 'auto'", 'a, b, f')).toEqual([
      [1, 'x\n', '{"deep": [1]}'],
      [3, null, null],
      [null, 'say "}"', null],
    ]);
    expect(await load(objects, "FORMAT AS JSON 'auto ignorecase'", 'a')).toEqual([[1], [2], [3]]);
  });

  it('keeps every digit of a number', async () => {
    expect(await load('{"a": 1, "b": 12345.60, "c": 1234.50}', 'JSON', 'a, b, c')).toEqual([
      [1, '12345.60', '1234.50'],
    ]);
  });

  it('loads whole documents with noshred', async () => {
    await load('{"a": 1}\n[2]\n', "JSON 'noshred'", 'f').catch(() => undefined);

    expect((await warehouse.run('SELECT f FROM loaded')).rows).toEqual([['{"a": 1}'], ['[2]']]);
  });

  it('follows a JSONPaths file', async () => {
    const paths = (list: readonly string[]) => warehouse.putObject('paths.json', JSON.stringify({ jsonpaths: list }));
    paths(["$['one']['n'][1]", '$.two']);
    expect(
      await load('{"one":{"n":[0,7]},"two":"x"}{"two":"y","one":{"n":[1,8]}}', `JSON 's3://${bucket}/paths.json'`),
    ).toEqual([
      [7, 'x'],
      [8, 'y'],
    ]);
    paths(['$[1]', '$[0]']);
    expect(await load('["x",1]["y",2]', `JSON 's3://${bucket}/paths.json'`)).toEqual([
      [1, 'x'],
      [2, 'y'],
    ]);
    paths(['$[1]']);
    await expect(load('[1]', `JSON 's3://${bucket}/paths.json'`)).rejects.toThrow(
      'ERROR: Number of jsonpaths and the number of columns should match. JSONPath size: 1, Number of columns in table or column list: 2',
    );
  });

  it('names the line at which a broken object ends', async () => {
    await expect(load('{"a": 1}\n{"a": nope,\n "b": 1}\noops\n{"a": 2', "JSON 'auto' MAXERROR 3")).rejects.toThrow(
      /^ERROR: Load/,
    );

    expect((await lastErrors()).map(([line, , , code]) => [line, code])).toEqual([
      [3, 1216],
      [4, 1216],
      [5, 1216],
    ]);
  });
});

describe('a COPY with errors', () => {
  it('goes on with MAXERROR until there are as many, and keeps each', async () => {
    const lines = '1|x\nq|y\n3|123456789\n4|z\n';

    expect(await load(lines, 'MAXERROR 3')).toEqual([
      [1, 'x'],
      [4, 'z'],
    ]);
    expect(await lastErrors()).toEqual([
      [2, 'a', 'q', 1207, "Invalid digit, Value 'q', Pos 0, Type: Integer"],
      [3, 'b', '123456789', 1204, 'String length exceeds DDL length'],
    ]);
    await expect(load(lines, 'MAXERROR AS 2')).rejects.toThrow(/^ERROR: Load into table 'loaded' failed/);
    expect((await warehouse.run('SELECT * FROM loaded')).rows).toEqual([]);
    expect((await load(lines, 'IGNOREALLERRORS')).length).toBe(2);
  });

  it('checks and loads nothing with NOLOAD', async () => {
    expect(await load('1|x\n', 'NOLOAD')).toEqual([]);
    await expect(load('q|x\n', 'NOLOAD')).rejects.toThrow(/^ERROR: Load/);
  });

  it('refuses in a CHAR what has more than one byte', async () => {
    await expect(load('1|é\n', '', 'a, g')).rejects.toThrow(/^ERROR: Load/);

    expect((await lastErrors())[0]?.[4]).toBe(
      'Multibyte character not supported for CHAR (Hint: try using VARCHAR). Invalid char: c3 a9',
    );
  });

  it.each([
    ['1|99999.99\n', 'a, c', 1209, "Overflow for NUMERIC(6,2), Value '99999.99'"],
    ['1|2020-01-02 25:00:00\n', 'a, e', 1206, 'Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]'],
    ['1|{\n', 'a, f', 1224, expect.stringContaining('Invalid SUPER value')],
    ['1\n', 'a, b', 1214, 'Delimiter not found'],
    ['1|x|y\n', 'a, b', 1202, 'Extra column(s) found'],
  ])('tells what is wrong with %j', async (content, columns, code, reason) => {
    await expect(load(content, '', columns)).rejects.toThrow(/^ERROR: Load/);

    expect((await lastErrors())[0]?.slice(3)).toEqual([code, reason]);
  });
});
