import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run('CREATE TABLE source (a INTEGER, b VARCHAR(5), c DECIMAL(10,2), d SUPER)');
  await warehouse.run(`INSERT INTO source VALUES (1, 'x', 2.5, NULL), (2, 'yy', 3, JSON_PARSE('{"k":1}'))`);
});
afterAll(() => warehouse.discard());

describe('CREATE TABLE AS', () => {
  it("keeps the query's rows, names and types", async () => {
    const created = await warehouse.run(
      'CREATE TABLE copied DISTSTYLE EVEN SORTKEY (a) AS SELECT *, a > 1 AS big FROM source',
    );

    const { columns, rows } = await warehouse.run('SELECT * FROM copied ORDER BY a');

    expect(created).toMatchObject({ rowCount: 2, hasResultSet: false });
    expect(columns.map(({ name, typeName }) => `${name} ${typeName}`)).toEqual([
      'a int4',
      'b varchar',
      'c numeric',
      'd super',
      'big bool',
    ]);
    expect(rows).toEqual([
      [1, 'x', '2.50', null, false],
      [2, 'yy', '3.00', '{"k":1}', true],
    ]);
  });

  it('takes names of columns, a DISTKEY and parameters', async () => {
    await warehouse.run(
      `CREATE TABLE named (n, label) BACKUP NO DISTSTYLE KEY DISTKEY (n) COMPOUND SORTKEY (n, label)
       AS SELECT a, b FROM source WHERE a = :a`,
      { a: '2' },
    );

    expect(await warehouse.rows('SELECT * FROM named')).toEqual([{ n: 2, label: 'yy' }]);
  });

  it.each([
    ["'abc'::VARCHAR(3)", 3],
    ["'abcd'", 4],
    ["CASE WHEN a = 1 THEN 'ab' ELSE 'abcd' END", 4],
    ["'ab' || 'c'", 3],
    ["NVL(NULL, 'ab')", 2],
    ["UPPER('abc')", 3],
  ])('gives %s AS t room for %d bytes', async (expression, bytes) => {
    const name = `room_${bytes}_${expression.replace(/\W+/g, '_')}`.toLowerCase();
    await warehouse.run(`CREATE TABLE ${name} AS SELECT ${expression} AS t FROM source`);

    await warehouse.run(`INSERT INTO ${name} VALUES ('${'x'.repeat(bytes)}')`);

    await expect(warehouse.run(`INSERT INTO ${name} VALUES ('${'x'.repeat(bytes + 1)}')`)).rejects.toThrow(
      `ERROR: value too long for type character varying(${bytes})`,
    );
  });

  it.each([
    ['CREATE TABLE source AS SELECT 1 AS a', 'ERROR: Relation "source" already exists'],
    ['CREATE TABLE t (x, y) AS SELECT 1', 'ERROR: CREATE TABLE AS specifies too many column names'],
    ['CREATE TABLE t AS SELECT a, b AS a FROM source', 'ERROR: column "a" duplicated'],
    ['CREATE TABLE t SORTKEY (z) AS SELECT a FROM source', 'ERROR: column "z" named in key does not exist'],
    ['CREATE TABLE t DISTSTYLE ALL DISTKEY (a) AS SELECT a FROM source', 'ERROR: DISTKEY is allowed with'],
    ['CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a', 'ERROR: syntax error at or near "as"\n  Position: 30'],
    ['CREATE TABLE user AS SELECT 1 AS a', 'ERROR: syntax error at or near "user"\n  Position: 14'],
    ['CREATE TABLE t AS SELECT nope FROM source', 'ERROR: column "nope" does not exist'],
    ['CREATE TABLE t AS INSERT INTO source VALUES (1)', 'ERROR: syntax error at or near "insert"'],
    ['CREATE TABLE t AS', 'ERROR: syntax error at end of input'],
  ])('refuses %s: %s', async (sql, message) => {
    await expect(warehouse.run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(message),
    });
    await expect(warehouse.run('SELECT * FROM t')).rejects.toThrow('relation "t" does not exist');
  });

  it('asks for CREATE on the schema and SELECT on what it reads, and makes its user the owner', async () => {
    const asWriter = (sql: string) => warehouse.run(sql, {}, 'writer');
    await warehouse.run('CREATE SCHEMA shared');
    await expect(asWriter('CREATE TABLE shared.mine AS SELECT 1 AS a')).rejects.toThrow(
      'ERROR: permission denied for schema shared',
    );

    await warehouse.run('GRANT USAGE, CREATE ON SCHEMA shared TO writer');

    await expect(asWriter('CREATE TABLE shared.mine AS SELECT * FROM source')).rejects.toThrow(
      'ERROR: permission denied for relation source',
    );
    await asWriter('CREATE TABLE shared.mine AS SELECT 1 AS a');
    expect(await warehouse.rows('SELECT * FROM shared.mine', {}, 'writer')).toEqual([{ a: 1 }]);
    await asWriter('DROP TABLE shared.mine');
  });
});

describe('SELECT INTO', () => {
  it.each([
    ['SELECT a, b INTO into_plain FROM source', 'into_plain'],
    ['SELECT a, b INTO TABLE into_table FROM source', 'into_table'],
    ['WITH s AS (SELECT * FROM source) SELECT a, b INTO into_with FROM s', 'into_with'],
  ])('makes a table: %s', async (sql, table) => {
    await warehouse.run(sql);

    expect(await warehouse.rows(`SELECT * FROM ${table} ORDER BY a`)).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'yy' },
    ]);
  });
});
