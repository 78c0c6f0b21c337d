import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucket, type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  warehouse.putObject('kept', '');
  await warehouse.run("CREATE TABLE t (c CHAR(5), v VARCHAR(4), d VARCHAR(9) DEFAULT 'a\\\\b\\'c')");
  await warehouse.run("INSERT INTO t (c, v) VALUES ('ab  ', 'ab  ')");
});
afterAll(() => warehouse.discard());

const value = async (sql: string, parameters: Record<string, string> = {}) =>
  (await warehouse.run(sql, parameters)).rows[0]?.[0];

// https://www.postgresql.org/docs/8.0/sql-syntax.html#SQL-SYNTAX-CONSTANTS
describe('a backslash in a quoted string', () => {
  it.each([
    [String.raw`SELECT 'a\tb\nc\rd\be\ff'`, 'a\tb\nc\rd\be\ff'],
    [String.raw`SELECT 'it\'s' || '\\'`, "it's\\"],
    [String.raw`SELECT '\101\x\N'`, 'AxN'],
    [String.raw`SELECT 'l\'auto' -- '`, "l'auto"],
    [String.raw`SELECT $$a\tb$$`, String.raw`a\tb`],
    [String.raw`SELECT REGEXP_SUBSTR('a12', '\\d+')`, '12'],
    [String.raw`SELECT 'a_b' LIKE 'a\\_b' AND NOT 'axb' LIKE 'a\\_b'`, true],
    [String.raw`SELECT 'a%' LIKE 'a\\%' ESCAPE '\\'`, true],
    [String.raw`SELECT QUOTE_LITERAL('it\'s \\')`, String.raw`'it''s \\'`],
    ['SELECT d FROM t', "a\\b'c"],
  ])('escapes what follows: %s', async (sql, expected) => {
    expect(await value(sql)).toBe(expected);
  });

  it('is a character of its own in a parameter', async () => {
    expect(await value('SELECT :text', { text: String.raw`a\tb\'` })).toBe(String.raw`a\tb\'`);
  });

  it('keeps the quote behind it from ending the string', async () => {
    await expect(warehouse.run(String.raw`SELECT '\'`)).rejects.toThrow('syntax error at or near "\'\\\'"');
  });

  it("escapes, too, in the body of a SQL function and in UNLOAD's query", async () => {
    await warehouse.run(String.raw`CREATE FUNCTION f_tab(VARCHAR) RETURNS VARCHAR IMMUTABLE AS $$
      SELECT $1 || '\'$1\t' $$ LANGUAGE sql`);

    expect(await value("SELECT f_tab('x')")).toBe("x'$1\t");

    const target = `'s3://${bucket}/escaped/' IAM_ROLE default DELIMITER '\\t' PARALLEL OFF`;
    await warehouse.run(String.raw`UNLOAD ('SELECT \'a\', 1, \'it\\\'s\'') TO ${target}`);
    await warehouse.run('CREATE TABLE unloaded (a VARCHAR(9), n INTEGER, s VARCHAR(9))');
    await warehouse.run(`COPY unloaded FROM 's3://${bucket}/escaped/' IAM_ROLE default DELIMITER '\\\\t'`);

    expect(await warehouse.rows('SELECT * FROM unloaded')).toEqual([{ a: 'a', n: 1, s: "it's" }]);
  });
});

// https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
describe('blanks at the end', () => {
  it.each([
    ['SELECT LEN(c) FROM t', 2],
    ['SELECT LEN(v) FROM t', 4],
    ["SELECT c || '!' FROM t", 'ab!'],
    ["SELECT v || '!' FROM t", 'ab  !'],
    ['SELECT LEN(c::VARCHAR) FROM t', 2],
    ["SELECT c = 'ab' AND v = 'ab' AND c = v FROM t", true],
    ["SELECT LEN('ab   '::CHAR(5))", 2],
  ])('%s is %j', async (sql, expected) => {
    expect(await value(sql)).toBe(expected);
  });

  it.each([
    "INSERT INTO fitted VALUES ('abcd   ')",
    'INSERT INTO fitted VALUES (:text)',
    "INSERT INTO fitted SELECT 'abcd' || '   '",
    "INSERT INTO fitted (v) SELECT w FROM (SELECT 'abcd   '::VARCHAR(10) AS w)",
    "INSERT INTO fitted VALUES ('x'); UPDATE fitted SET v = 'abcd   '",
  ])('are cut where they are too many: %s', async (statements) => {
    await warehouse.run('DROP TABLE IF EXISTS fitted');
    await warehouse.run('CREATE TABLE fitted (v VARCHAR(4))');
    for (const sql of statements.split('; ')) {
      await warehouse.run(sql, sql.includes(':text') ? { text: 'abcd   ' } : {});
    }

    expect(await warehouse.rows('SELECT v FROM fitted')).toEqual([{ v: 'abcd' }]);
  });

  it('are all that is cut', async () => {
    await expect(warehouse.run("INSERT INTO t (v) SELECT 'abcd' || '  e'")).rejects.toThrow(
      'ERROR: value too long for type character varying(4)',
    );
  });
});

describe('a text longer than a VARCHAR can be', () => {
  it.each(["REPEAT('ab', 100000000)", "LPAD('a', 100000000)", "RPAD('a', 65536, 'xy')", "REPEAT('ä', 32768)"])(
    'is refused before it is made: %s',
    async (call) => {
      await expect(value(`SELECT ${call}`)).rejects.toThrow('ERROR: value too long for type character varying(65535)');
    },
  );

  it('may have all that one holds', async () => {
    expect(await value("SELECT LEN(REPEAT('a', 65535)) + LEN(LPAD('', 65535, 'b'))")).toBe(131_070);
    expect(await value("SELECT REPEAT('a', NULL)")).toBeNull();
  });
});
