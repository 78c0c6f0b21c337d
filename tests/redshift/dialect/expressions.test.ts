import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run('CREATE TABLE t (i INTEGER, s SMALLINT, b BIGINT, d DECIMAL(8,2), v VARCHAR(20), p SUPER)');
  await warehouse.run(`INSERT INTO t VALUES
    (1, 2, 3, 4.50, 'one', JSON_PARSE('{"a":[1,2,{"b":"x"}],"n":5}')), (7, 2, 3, 1.25, 'two ', JSON_PARSE('{"n":"5"}'))`);
  await warehouse.run('INSERT INTO t (i) VALUES (NULL)');
});
afterAll(() => warehouse.discard());

const answer = async (sql: string) => {
  const { columns, rows } = await warehouse.run(sql);
  return [rows[0]?.[0], columns[0]?.typeName, columns[0]?.name];
};

// Decimals: https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
describe('an expression', () => {
  it.each([
    ['SELECT 7 / 2', 3, 'int4', '?column?'],
    ['SELECT -7 / 2', -3, 'int4', '?column?'],
    ['SELECT d / d FROM t WHERE i = 1', '1.000000000', 'numeric', '?column?'],
    ['SELECT d * s FROM t WHERE i = 1', '9.00', 'numeric', '?column?'],
    ['SELECT 2::SMALLINT + 1', 3, 'int4', '?column?'],
    ['SELECT SUM(i) FROM t', 8, 'int8', 'sum'],
    ['SELECT AVG(i) FROM t', 4, 'int8', 'avg'],
    ["SELECT v = 'two' FROM t WHERE i = 7", true, 'bool', '?column?'],
    ["SELECT '7' = i FROM t WHERE i = 7", true, 'bool', '?column?'],
    ['SELECT CASE WHEN TRUE THEN 1 END', 1, 'int4', 'case'],
    ["SELECT DECODE(NULL, NULL, 'n', 'x')", 'n', 'varchar', 'case'],
    ["SELECT DATEADD(month, 1, '2024-01-31'::DATE)", '2024-02-29 00:00:00', 'timestamp', 'date_add'],
    ["SELECT ADD_MONTHS('2008-04-30'::DATE, 1)", '2008-05-31 00:00:00', 'timestamp', 'add_months'],
    ["SELECT DATEDIFF(qtr, '1998-07-01', '2009-01-01')", 42, 'int8', 'date_diff'],
    ["SELECT EXTRACT(ms FROM TIMESTAMP '2009-09-09 12:08:43.101')", 101, 'int4', 'date_part'],
    ["SELECT NEXT_DAY('2014-08-20', 'Tuesday')", '2014-08-26', 'date', 'next_day'],
    [
      "SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'MONTH-DY-DD-YYYY HH12:MIPM')",
      'DECEMBER -THU-31-2009 11:15PM',
      'varchar',
      'to_char',
    ],
    ["SELECT TO_CHAR(-125.8, '999D99S')", '125.80-', 'varchar', 'to_char'],
    ["SELECT TO_DATE('02 Oct 2001', 'DD Mon YYYY')", '2001-10-02', 'date', 'to_date'],
    [
      "SELECT CONVERT_TIMEZONE('America/New_York', 'UTC', '2013-02-01 08:00:00')",
      '2013-02-01 13:00:00',
      'timestamp',
      'convert_timezone',
    ],
    ["SELECT STRTOL('0xf', 16)", 15, 'int8', 'strtol'],
    ["SELECT INITCAP('hello wORLD')", 'Hello World', 'varchar', 'initcap'],
    ["SELECT REGEXP_INSTR('a1b22', '[0-9]+')", 2, 'int4', 'regexp_instr'],
    ["SELECT LISTAGG(v, ',') WITHIN GROUP (ORDER BY i DESC) FROM t", 'two ,one', 'varchar', 'listagg'],
    ['SELECT i FROM t WHERE p.n = 5', 1, 'int4', 'i'],
    ["SELECT i FROM t WHERE p.n = '5'", 7, 'int4', 'i'],
    ['SELECT p.a[2].b FROM t WHERE i = 1', '"x"', 'super', 'b'],
    ['SELECT p.a[2].b::INTEGER FROM t WHERE i = 1', null, 'int4', 'b'],
    ['SELECT ARRAY_CONCAT(ARRAY(1), ARRAY(2, 3))', '[1,2,3]', 'super', 'array_concat'],
    ['SELECT GET_ARRAY_LENGTH(p.a) FROM t WHERE i = 1', 3, 'int4', 'get_array_length'],
    ['SELECT TOP 1 i FROM t ORDER BY i DESC', null, 'int4', 'i'],
    ['SELECT i FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY i DESC) = 2', 7, 'int4', 'i'],
    ['SELECT i FROM t MINUS SELECT 7 ORDER BY 1', 1, 'int4', 'i'],
    ['SELECT i + 1 AS i, i AS m FROM t ORDER BY m', 2, 'int4', 'i'],
    ['SELECT twice, half FROM (SELECT s / i AS half, half * 2 AS twice FROM t WHERE i = 1) AS h', 4, 'int4', 'twice'],
    ["SELECT TO_DATE('20010631', 'YYYYMMDD')", '2001-07-01', 'date', 'to_date'],
    ["SELECT LISTAGG(DISTINCT s, ', ') WITHIN GROUP (ORDER BY s) FROM t", '2', 'varchar', 'listagg'],
    ["SELECT LISTAGG(DISTINCT i, ', ') WITHIN GROUP (ORDER BY i DESC) FROM t", '7, 1', 'varchar', 'listagg'],
    [
      "SELECT TIMESTAMP WITH TIME ZONE '2001-02-16 20:38:40-05' AT TIME ZONE 'MST'",
      '2001-02-16 18:38:40',
      'timestamp',
      'timezone',
    ],
    ['SELECT DISTINCT t.i + 1 AS n FROM t ORDER BY i + 1', 2, 'int4', 'n'],
    ['SELECT DISTINCT u.i FROM t AS u ORDER BY i', 1, 'int4', 'i'],
    ["SELECT v FROM t WHERE v ~~ 'o%' AND v !~~* 'T%'", 'one', 'varchar', 'v'],
    ['SELECT ||/ 27', 3, 'float8', '?column?'],
    ["SELECT DATE(TIMESTAMP '2024-02-29 12:00:00')", '2024-02-29', 'date', 'date'],
    ["SELECT EXTRACT(day FROM INTERVAL '3 days')", 3, 'int4', 'date_part'],
    ["SELECT EXTRACT(minute FROM TIMETZ '04:05:06+00')", 5, 'int4', 'date_part'],
    ['SELECT i FROM recourse.public.t ORDER BY i', 1, 'int4', 'i'],
    ['SELECT * EXCLUDE (s, b, d, v, p) FROM t ORDER BY i', 1, 'int4', 'i'],
  ])('%s is %s of type %s, called %s', async (sql, value, typeName, name) => {
    expect(await answer(sql)).toEqual([value, typeName, name]);
  });

  it.each([
    ['SELECT 1 / 0', 'Divide by zero'],
    ["SELECT 'a' ~ '('", 'invalid regular expression'],
    [
      "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY 'x') FROM t",
      'function percentile_cont(character varying) does not exist',
    ],
    ["SELECT OBJECT('a')", 'function object needs an even number of arguments'],
    ["SELECT INTERVAL 'x'", 'invalid input syntax for type interval: "x"'],
    ["SELECT DATE_TRUNC('day', INTERVAL '1 day')", 'cannot cast type interval to timestamp without time zone'],
    ["SELECT ROUND('x')", 'function round is not unique; its arguments need explicit type casts'],
    ["SELECT TO_DATE('20010631', 'YYYYMMDD', TRUE)", 'date/time field value out of range: "20010631"'],
    ['SELECT d / 0 FROM t', 'Divide by zero'],
    ["SELECT '1.5'::INT", 'invalid input syntax for integer: "1.5"'],
    ['SELECT 123456.789::DECIMAL(5,2)', 'Numeric data overflow (result precision)'],
    ["SELECT '2024-02-30'::DATE", 'date/time field value out of range: "2024-02-30"'],
    ["SELECT DATE_TRUNC('nonsense', SYSDATE)", 'timestamp units "nonsense" not recognized'],
    [
      'SELECT s, i FROM t GROUP BY s',
      'column "i" must appear in the GROUP BY clause or be used in an aggregate function',
    ],
    ['SELECT i FROM t WHERE COUNT(*) > 1', 'aggregates not allowed in WHERE clause'],
    ['SELECT i FROM t WHERE i', 'argument of WHERE must be type boolean, not type integer'],
    ['INSERT INTO t (nope) VALUES (1)', 'column "nope" of relation "t" does not exist'],
  ])('%s is refused: %s', async (sql, message) => {
    await expect(warehouse.run(sql)).rejects.toMatchObject({ name: 'SqlError', message: `ERROR: ${message}` });
  });
});
