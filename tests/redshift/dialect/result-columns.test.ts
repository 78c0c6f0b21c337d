import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run(
    'CREATE TABLE t (i INTEGER NOT NULL, v VARCHAR(20), c CHAR(5), d DECIMAL(8,2), at TIMESTAMPTZ, clock TIME, p SUPER)',
  );
  await warehouse.run("INSERT INTO t (i, v, c, d) VALUES (1, 'one', 'ab', 2.50)");
  await warehouse.run('CREATE VIEW vt AS SELECT i, v FROM t');
});
afterAll(() => warehouse.discard());

const columnOf = async (sql: string) => {
  const { columns } = await warehouse.run(sql);
  const { typeName, length, precision, scale } = columns[0] ?? {};
  return [typeName, length || precision, scale];
};

describe('a result column', () => {
  it.each([
    ['SELECT v FROM t', ['varchar', 20, 0]],
    ['SELECT c FROM t', ['bpchar', 5, 0]],
    ['SELECT d FROM t', ['numeric', 8, 2]],
    ['SELECT at FROM t', ['timestamptz', 35, 0]],
    ['SELECT clock FROM t', ['time', 15, 0]],
    ['SELECT p.a FROM t', ['super', 65_535, 0]],
    ['SELECT v || NULL FROM t', ['varchar', 20, 0]],
    ["SELECT v || '-' || c FROM t", ['varchar', 26, 0]],
    ["SELECT 'abc'", ['varchar', 3, 0]],
    ["SELECT ''", ['varchar', 1, 0]],
    ["SELECT 'ä'::VARCHAR", ['varchar', 2, 0]],
    ["SELECT 'abc'::CHAR(8)", ['bpchar', 8, 0]],
    ['SELECT i::VARCHAR(7) FROM t', ['varchar', 7, 0]],
    ['SELECT v::VARCHAR FROM t', ['varchar', 20, 0]],
    ['SELECT UPPER(TRIM(v)) FROM t', ['varchar', 20, 0]],
    ["SELECT CASE WHEN i = 1 THEN v ELSE 'a text that is longer than it' END FROM t", ['varchar', 29, 0]],
    ["SELECT NVL(c, 'longer') FROM t", ['varchar', 6, 0]],
    ["SELECT v FROM t UNION ALL SELECT 'a text that is longer than it'", ['varchar', 29, 0]],
    ["SELECT REPLACE(v, 'o', 'oo') FROM t", ['varchar', 65_535, 0]],
    ['SELECT MAX(v) FROM t', ['varchar', 20, 0]],
    ['WITH q AS (SELECT v AS w FROM t) SELECT s.w FROM (SELECT w FROM q) AS s', ['varchar', 20, 0]],
    ['SELECT v FROM vt', ['varchar', 20, 0]],
    ['SELECT GROUPING(i) FROM t GROUP BY i', ['int4', 10, 0]],
    ['SELECT AVG(i) FROM t', ['int8', 19, 0]],
    ['SELECT AVG(d) FROM t', ['numeric', 38, 2]],
    ['SELECT SUM(i) FROM t', ['int8', 19, 0]],
    ['SELECT d * d FROM t', ['numeric', 17, 4]],
    ['SELECT COUNT(*) FROM t', ['int8', 19, 0]],
  ])('of %s is %j', async (sql, expected) => {
    expect(await columnOf(sql)).toEqual(expected);
  });

  it('that is a plain column tells its table, and whether it can be NULL', async () => {
    const { columns } = await warehouse.run(
      'SELECT a.i, b.v AS w, a.i + 1, q.i FROM t a, vt b, (SELECT i FROM t) AS q',
    );

    expect(columns.map(({ name, tableName, nullable }) => [name, tableName, nullable])).toEqual([
      ['i', 't', false],
      ['w', 'vt', true],
      ['?column?', undefined, true],
      ['i', 't', false],
    ]);
  });

  it('is what CREATE TABLE AS makes of it', async () => {
    await warehouse.run("CREATE TABLE made AS SELECT c, v || '!' AS loud, d / 3 AS third FROM t");

    expect(await warehouse.rows('SELECT * FROM made')).toEqual([{ c: 'ab', loud: 'one!', third: '0.8333333333333' }]);
    expect((await warehouse.run('SELECT * FROM made')).columns).toMatchObject([
      { typeName: 'bpchar', length: 5 },
      { typeName: 'varchar', length: 21 },
      { typeName: 'numeric' },
    ]);
  });
});
