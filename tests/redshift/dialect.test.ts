import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
const value = async (expression: string, parameters: Record<string, string> = {}) => {
  const { columns, rows } = await warehouse.run(`SELECT ${expression}`, parameters);
  return [rows[0]?.[0], columns[0]?.typeName];
};

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run('CREATE TABLE numbers (n INTEGER, label VARCHAR(4), payload SUPER)');
  await warehouse.run("INSERT INTO numbers VALUES (1, 'one', NULL), (2, 'two', NULL), (NULL, 'none', NULL)");
});
afterAll(() => warehouse.discard());

describe('a query', () => {
  it.each([
    ['7 / 2', 3, 'int4'],
    ['7.0::FLOAT8 / 2', 3.5, 'float8'],
    ["'a' || 'b'", 'ab', 'varchar'],
    ['1::SMALLINT', 1, 'int2'],
    ['1::BIGINT', 1, 'int8'],
    ['9007199254740993::BIGINT', '9007199254740993', 'int8'],
    ['1.50::DECIMAL(5,2)', '1.50', 'numeric'],
    ['1.5::REAL', 1.5, 'float4'],
    ['1.1::FLOAT', 1.1, 'float8'],
    ['TRUE', true, 'bool'],
    ["'2023-01-31'::DATE", '2023-01-31', 'date'],
    ["'2023-01-31 10:00:00'::TIMESTAMP", '2023-01-31 10:00:00', 'timestamp'],
    ['JSON_PARSE(\'[1, {"a": 2}]\')', '[1,{"a":2}]', 'super'],
    ['NVL(NULL, 2)', 2, 'int4'],
    ["NVL2(NULL, 'set', 'missing')", 'missing', 'varchar'],
    ["CAST('abcdef' AS VARCHAR(3))", 'abc', 'varchar'],
    ["'äöü'::VARCHAR(5)", 'äö', 'varchar'],
    ['NULL::VARCHAR(5)', null, 'varchar'],
    ["'it''s'::VARCHAR", "it's", 'varchar'],
    ['CASE WHEN TRUE THEN 1 END::VARCHAR', '1', 'varchar'],
    ['(1 + 2)::VARCHAR', '3', 'varchar'],
    ['GREATEST(1, NULL)', 1, 'int4'],
    ["EXTRACT(year FROM '2023-01-31'::DATE)", 2023, 'int4'],
    ['TRUNC(GETDATE()) = TRUNC(SYSDATE)', true, 'bool'],
    ["$$it's$$", "it's", 'varchar'],
  ])('%s is %s of type %s', async (expression, expected, typeName) => {
    expect(await value(expression)).toEqual([expected, typeName]);
  });

  it('sorts NULL as the largest value', async () => {
    const first = await warehouse.rows('SELECT n FROM numbers ORDER BY n DESC LIMIT 1');
    const last = await warehouse.rows('SELECT n FROM numbers ORDER BY n');

    expect(first).toEqual([{ n: null }]);
    expect(last.at(-1)).toEqual({ n: null });
  });

  it('folds names to lower case', async () => {
    const { columns } = await warehouse.run('SELECT N AS "Total", LABEL FROM Public.NUMBERS AS X');

    expect(columns.map(({ name }) => name)).toEqual(['total', 'label']);
  });

  it('navigates SUPER, unquotes its texts on a cast and keeps the rest as JSON', async () => {
    const rows = await warehouse.rows(
      `SELECT r.doc.name::VARCHAR AS name, r.doc.list[1].x::INTEGER AS x, r.doc.list[0] AS item, r.doc.nope AS nope
       FROM (SELECT JSON_PARSE(:doc) AS doc) AS r`,
      { doc: '{"name":"Ann \\"A\\"","list":["p",{"x":5}]}' },
    );

    expect(rows).toEqual([{ name: 'Ann "A"', x: 5, item: '"p"', nope: null }]);
  });

  it('unnests arrays with their positions, also within one another', async () => {
    const rows = await warehouse.rows(
      `WITH request AS (SELECT JSON_PARSE(:orders) AS orders)
       SELECT i AS order_position, line.sku::VARCHAR(8) AS sku, j AS line_position
       FROM request AS r, r.orders AS o AT i, o.lines AS line AT j
       ORDER BY i, j`,
      { orders: '[{"lines":[{"sku":"a"},{"sku":"b"}]},{"lines":[]},{"lines":[{"sku":"c"}]}]' },
    );

    expect(rows).toEqual([
      { order_position: 0, sku: 'a', line_position: 0 },
      { order_position: 0, sku: 'b', line_position: 1 },
      { order_position: 2, sku: 'c', line_position: 0 },
    ]);
  });
});

describe('a parameter', () => {
  it('is text that the database casts where a number stands', async () => {
    expect(await warehouse.rows('SELECT label FROM numbers WHERE n = :n', { n: '2' })).toEqual([{ label: 'two' }]);
    expect(await value(':n::INTEGER + 1', { n: '41' })).toEqual([42, 'int4']);
    expect(await value(':1::varchar', { 1: 'x' })).toEqual(['x', 'varchar']);
  });

  it('stays a value whatever it holds', async () => {
    const text = `'; DROP TABLE numbers; -- :n $1 {{x}} "q" \\`;

    expect(await value(':text', { text })).toEqual([text, 'varchar']);
    expect(await warehouse.rows('SELECT * FROM numbers WHERE label = :text', { text })).toEqual([]);
    expect(await warehouse.rows('SELECT COUNT(*) AS rows FROM numbers')).toEqual([{ rows: 3 }]);
  });

  it('is none in strings, comments and casts', async () => {
    expect(await value(`':n' || '1'::VARCHAR /* :a */ -- :b`)).toEqual([':n1', 'varchar']);
  });

  it('that has no value is a syntax error', async () => {
    await expect(warehouse.run('SELECT :missing')).rejects.toThrow('ERROR: syntax error at or near ":"\n  Position: 8');
  });

  it("of the wrong type is refused in Redshift's words", async () => {
    await expect(warehouse.run('SELECT :n::INTEGER', { n: 'two' })).rejects.toThrow(
      'ERROR: invalid input syntax for integer: "two"',
    );
  });
});

describe('a refused statement', () => {
  it.each([
    ['SELECT * FROM nowhere', 'ERROR: relation "nowhere" does not exist'],
    ['SELECT * FROM elsewhere.t', 'ERROR: schema "elsewhere" does not exist'],
    ['SELECT nope(1)', 'ERROR: function nope(integer) does not exist'],
    ['SELECT public.nope(1)', 'ERROR: function'],
    ['SELECT nope FROM numbers', 'ERROR: column "nope" does not exist'],
    ['SELECT n FROM numbers, (SELECT 1 AS n) AS o', 'ERROR: column reference "n" is ambiguous'],
    ['SELECT x.n FROM numbers', 'ERROR: missing FROM-clause entry for table "x"'],
    ['SELECT n FRM numbers', 'ERROR: syntax error at or near "numbers"\n  Position: 14'],
    ["SELECT 'open", 'ERROR: syntax error at or near "\'open"\n  Position: 8'],
    ['SELECT (1', 'ERROR: syntax error at end of input\n  Position: 10'],
    ['SELEC 1', 'ERROR: syntax error at or near "selec"\n  Position: 1'],
    ['constructor', 'ERROR: syntax error at or near "constructor"\n  Position: 1'],
    ['', 'ERROR: the statement is empty'],
    ['SELECT 1; SELECT 2', 'ERROR: only one statement may be sent at a time'],
    ["INSERT INTO numbers VALUES (1, 'three', NULL)", 'ERROR: value too long for type character varying(4)'],
    ['CREATE TABLE numbers (n INTEGER)', 'ERROR: Relation "numbers" already exists'],
    ['INSERT INTO numbers VALUES (1) RETURNING n', 'ERROR: syntax error at or near "returning"'],
    ['SHOW TABLES FROM SCHEMA dev.public', 'ERROR: SHOW TABLES is not supported by the local engine'],
    ['SHOW DATABASES', 'ERROR: SHOW DATABASES is not supported by the local engine'],
    ['CREATE LIBRARY l', 'ERROR: CREATE LIBRARY is not supported by the local engine'],
  ])('%s: %s', async (sql, message) => {
    await expect(warehouse.run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(message),
    });
  });
});

describe('a table', () => {
  it('takes attributes of storage, identities and defaults', async () => {
    await warehouse.run(
      `CREATE TABLE events (
         id BIGINT IDENTITY(10, 5) ENCODE AZ64, name CHARACTER VARYING(10) NOT NULL DEFAULT 'a' ENCODE ZSTD DISTKEY,
         at TIMESTAMP WITHOUT TIME ZONE SORTKEY, amount NUMERIC(8,2) NULL, PRIMARY KEY (id))
       BACKUP NO DISTSTYLE KEY COMPOUND SORTKEY (at, name)`,
    );
    await warehouse.run('INSERT INTO events (amount) VALUES (1), (2.5)');

    expect(await warehouse.rows('SELECT id, name, amount FROM events ORDER BY id')).toEqual([
      { id: 10, name: 'a', amount: '1.00' },
      { id: 15, name: 'a', amount: '2.50' },
    ]);
  });

  it('is changed by rows', async () => {
    await warehouse.run('CREATE TABLE counters (n INTEGER NOT NULL, name VARCHAR(5))');
    await warehouse.run('INSERT INTO counters (n, name) SELECT n, label FROM numbers WHERE n IS NOT NULL');

    const updated = await warehouse.run(
      'UPDATE counters SET n = counters.n + 10, name = NULL FROM numbers WHERE numbers.n = counters.n AND numbers.label = :label',
      { label: 'two' },
    );
    const deleted = await warehouse.run("DELETE FROM counters WHERE name = 'one'");

    expect([updated.rowCount, updated.hasResultSet, deleted.rowCount]).toEqual([1, false, 1]);
    expect(await warehouse.rows('SELECT * FROM counters')).toEqual([{ n: 12, name: null }]);
    await expect(warehouse.run('UPDATE counters SET n = NULL')).rejects.toThrow(
      'ERROR: Cannot insert a NULL value into column n',
    );
  });
});

describe('a query that is sent again', () => {
  it('sees what has changed meanwhile', async () => {
    await warehouse.run('CREATE TABLE states (state VARCHAR(8))');
    await warehouse.run("INSERT INTO states VALUES ('TRAINING')");
    const ready = "SELECT COUNT(*) AS n FROM states WHERE state = 'READY'";
    expect(await warehouse.rows(ready)).toEqual([{ n: 0 }]);

    await warehouse.run("UPDATE states SET state = 'READY'");

    expect(await warehouse.rows(ready)).toEqual([{ n: 1 }]);
  });
});
