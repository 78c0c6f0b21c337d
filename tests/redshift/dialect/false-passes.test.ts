import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run('CREATE TABLE t (i INTEGER, v VARCHAR(20), p SUPER)');
});
afterAll(() => warehouse.discard());

// What PostgreSQL or DuckDB would answer, and Redshift does not have:
// https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html
describe('a construct that Redshift does not have', () => {
  it.each([
    ['VALUES (1)', 'syntax error at or near "values"\n  Position: 1'],
    ['SELECT * FROM (VALUES (1)) AS x(a)', 'syntax error at or near "values"\n  Position: 16'],
    ['INSERT INTO t (i) VALUES (1) RETURNING i', 'syntax error at or near "returning"\n  Position: 30'],
    ['INSERT INTO t (i) VALUES (1) ON CONFLICT DO NOTHING', 'syntax error at or near "on"\n  Position: 30'],
    ['SELECT i FROM t FETCH FIRST 1 ROWS WITH TIES', 'syntax error at or near "first"'],
    ['SELECT i FROM t TABLESAMPLE SYSTEM (10)', 'syntax error at or near "tablesample"\n  Position: 17'],
    ['SELECT i FROM t USING SAMPLE 10', 'syntax error at or near "using"'],
    [
      'SELECT sum(i) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW) FROM t',
      'syntax error at or near "exclude"',
    ],
    ['SELECT sum(i) OVER (ORDER BY i RANGE UNBOUNDED PRECEDING) FROM t', 'syntax error at or near "range"'],
    ['SELECT ARRAY[1, 2]', 'syntax error at or near "array"'],
    ['SELECT [1, 2]', 'syntax error at or near "["\n  Position: 8'],
    ['SELECT p[1:2] FROM t', 'syntax error'],
    ["SELECT p -> 'a' FROM t", 'syntax error at or near ">"'],
    ["SELECT p @> 'a' FROM t", 'syntax error at or near "@"'],
    ['SELECT * FROM generate_series(1, 3)', 'function generate_series() in FROM is not supported by the local engine'],
    ["SELECT * FROM 'x.csv'", 'syntax error'],
    ['SELECT DISTINCT ON (i) * FROM t', 'syntax error at or near "on"'],
    ['SELECT * FROM t, LATERAL (SELECT 1) x', 'syntax error at or near "lateral"'],
    ['SELECT count(*) FILTER (WHERE i > 1) FROM t', 'syntax error at or near "("'],
    ['FROM t', 'syntax error at or near "from"\n  Position: 1'],
    ['SELECT * REPLACE (1 AS i) FROM t', 'syntax error at or near "replace"'],
    ["SELECT COLUMNS('i') FROM t", 'function columns("unknown") does not exist'],
    ['SELECT [x FOR x IN [1,2]]', 'syntax error'],
    ['SELECT list_transform(p, x -> x + 1) FROM t', 'syntax error'],
    ['SELECT * FROM t POSITIONAL JOIN t u', 'syntax error at end of input'],
    ['SELECT i FROM t ORDER BY ALL', 'syntax error at or near "all"'],
    ['SELECT 1 UNION BY NAME SELECT 2', 'syntax error at or near "by"'],
    ["SELECT {'a': 1}", 'syntax error at or near "{"'],
    ["SELECT 'a'.upper()", 'syntax error at or near "."'],
    ['SELECT v.upper() FROM t', 'function v.upper() does not exist'],
    ['SELECT 1::HUGEINT', 'type "hugeint" does not exist'],
    ['SELECT 1::UTINYINT', 'type "utinyint" does not exist'],
    ['SELECT i == 1 FROM t', 'syntax error at or near "="'],
    ['SELECT i // 2 FROM t', 'syntax error at or near "/"'],
    ['SELECT i FROM t EXCEPT ALL SELECT 1', 'EXCEPT ALL is not supported'],
    ['SELECT first(i) FROM t', 'function first(integer) does not exist'],
    ['SELECT rowid FROM t', 'column "rowid" does not exist'],
    ["SELECT i FROM t PIVOT (sum(i) FOR v IN ('a'))", 'PIVOT of a table is not supported by the local engine'],
    ['SELECT i + 1 AS j FROM t WHERE j = 2', 'column "j" does not exist'],
    ["SELECT i FROM t UNION ALL SELECT 'x'", 'UNION types integer and character varying cannot be matched'],
    [
      'SELECT sum(i) OVER (ORDER BY i) FROM t',
      'Aggregate window functions with an ORDER BY clause require a frame clause',
    ],
    ['SELECT DISTINCT i FROM t ORDER BY v', 'for SELECT DISTINCT, ORDER BY expressions must appear in select list'],
    ['SELECT PERCENTILE_CONT(-0.5) WITHIN GROUP (ORDER BY i) FROM t', 'percentile value -0.5 is not between 0 and 1'],
    [
      "SELECT REGEXP_SUBSTR('a,b', '[^,]+', 1, 2)",
      'regexp_substr with 4 arguments is not supported by the local engine',
    ],
    [
      'SELECT t.i FROM t, t u WHERE t.i = u.i(+)',
      'an outer join written with (+) is not supported by the local engine',
    ],
    ['SELECT * FROM main.t', 'schema "main" does not exist'],
    ['INSERT INTO main.t (i) VALUES (1)', 'schema "main" does not exist'],
    ['SELECT * FROM dev.public.t', 'cross-database reference to "t" is not supported'],
    ['SELECT * FROM temp.information_schema.tables', 'cross-database reference to "tables" is not supported'],
    ['WITH x AS (SELECT 1 AS a) INSERT INTO t (i) SELECT a FROM x', 'syntax error at or near "insert"'],
    ['SELECT TRUE::VARCHAR', 'cannot cast type boolean to character varying'],
    ["SELECT fnv_hash('a')", 'function fnv_hash is not supported by the local engine'],
  ])('%s: %s', async (sql, message) => {
    await expect(warehouse.run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(`ERROR: ${message}`),
    });
  });
});
