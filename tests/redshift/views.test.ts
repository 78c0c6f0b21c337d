import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;
const run = (sql: string, user?: string) => warehouse.run(sql, {}, user);
const rows = (sql: string, user?: string) => warehouse.rows(sql, {}, user);

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await run('CREATE SCHEMA sales');
  await run('CREATE TABLE orders (id INTEGER, label VARCHAR(5), lines SUPER)');
  await run(`INSERT INTO orders VALUES (1, 'one', JSON_PARSE('[{"sku":"a"},{"sku":"b"}]')), (2, 'two', NULL)`);
  await run('CREATE VIEW labels AS SELECT id, label FROM orders');
});
afterAll(() => warehouse.discard());

describe('CREATE VIEW', () => {
  it('runs its query on every reading, in the dialect of Redshift', async () => {
    await run(
      `CREATE VIEW skus (order_id, sku, place) AS
       WITH o AS (SELECT * FROM orders) SELECT o.id, line.sku::VARCHAR(3), i FROM o, o.lines AS line AT i`,
    );
    expect(await rows('SELECT * FROM skus ORDER BY place')).toEqual([
      { order_id: 1, sku: 'a', place: 0 },
      { order_id: 1, sku: 'b', place: 1 },
    ]);

    await run(`INSERT INTO orders VALUES (3, 'three', JSON_PARSE('[{"sku":"c"}]'))`);

    expect(await rows('SELECT sku FROM skus WHERE order_id = 3')).toEqual([{ sku: 'c' }]);
  });

  it('reads what its names meant when it was made', async () => {
    await run('CREATE VIEW sales.labels AS SELECT label FROM orders WHERE id = 1');
    await run("CREATE TABLE sales.orders AS SELECT 1 AS id, 'other'::VARCHAR(9) AS label");

    expect(await rows('SELECT * FROM sales.labels')).toEqual([{ label: 'one' }]);
  });

  it('shows its query as it was sent', async () => {
    await run("CREATE VIEW as_sent AS SELECT NVL(label, '-') AS l FROM orders;");

    expect(await rows("SELECT definition FROM pg_views WHERE viewname = 'as_sent'")).toEqual([
      { definition: "SELECT NVL(label, '-') AS l FROM orders" },
    ]);
  });

  it('gives the lengths of its texts to a table that is made from it', async () => {
    await run('CREATE TABLE from_view AS SELECT label FROM labels');

    await expect(run("INSERT INTO from_view VALUES ('longer')")).rejects.toThrow(
      'ERROR: value too long for type character varying(5)',
    );
  });

  it("reads with its owner's rights", async () => {
    await run('SELECT 1', 'reader');
    await run('CREATE VIEW nested AS SELECT label FROM labels WHERE id = 2');
    await run('GRANT SELECT ON nested TO reader');
    expect(await rows('SELECT * FROM nested', 'reader')).toEqual([{ label: 'two' }]);
    await expect(run('SELECT * FROM labels', 'reader')).rejects.toThrow('ERROR: permission denied for relation labels');

    await run('SELECT 1', 'maker');
    await run('GRANT USAGE, CREATE ON SCHEMA sales TO maker');
    await run('GRANT USAGE ON SCHEMA sales TO reader');
    await run('GRANT SELECT ON orders TO maker');
    await run('CREATE VIEW sales.made AS SELECT id FROM public.orders', 'maker');
    await run('GRANT SELECT ON sales.made TO reader', 'maker');
    await run('SELECT * FROM sales.made', 'reader');
    await run('REVOKE SELECT ON orders FROM maker');

    await expect(run('SELECT * FROM sales.made', 'reader')).rejects.toThrow(
      'ERROR: permission denied for relation orders',
    );
  });

  it('is replaced by a query with the same columns, and keeps its grants', async () => {
    await run('CREATE VIEW replaced AS SELECT id, label FROM orders');
    await run('GRANT SELECT ON replaced TO reader');

    await run("CREATE OR REPLACE VIEW replaced AS SELECT id + 10 AS id, label FROM orders WHERE label = 'one'");

    expect(await rows('SELECT * FROM replaced', 'reader')).toEqual([{ id: 11, label: 'one' }]);
  });

  it.each([
    ['CREATE OR REPLACE VIEW labels AS SELECT id FROM orders', 'cannot change number of columns in view'],
    ['CREATE OR REPLACE VIEW labels AS SELECT id, label AS l FROM orders', 'cannot change name of view column "label"'],
    [
      'CREATE OR REPLACE VIEW labels AS SELECT id, 1 AS label FROM orders',
      'cannot change data type of view column "label"',
    ],
    ['CREATE OR REPLACE VIEW orders AS SELECT 1 AS a', '"orders" is not a view'],
    ['CREATE VIEW labels AS SELECT 1 AS a', 'Relation "labels" already exists'],
    ['CREATE VIEW orders AS SELECT 1 AS a', 'Relation "orders" already exists'],
    ['CREATE VIEW v AS SELECT nope FROM orders', 'column "nope" does not exist'],
    ['CREATE VIEW v AS SELECT * FROM nowhere', 'relation "nowhere" does not exist'],
    ['CREATE VIEW v (a, b) AS SELECT 1 AS a', 'CREATE VIEW specifies more column names than columns'],
    ['CREATE VIEW v AS SELECT 1 AS a, 2 AS a', 'column "a" duplicated'],
    ['CREATE VIEW v AS DELETE FROM orders', 'syntax error at or near "delete"\n  Position: 18'],
    ['CREATE VIEW v AS SELECT 1 AS a WITH CHECK OPTION', 'syntax error'],
    ['INSERT INTO labels VALUES (1)', 'cannot insert into a view'],
    ['UPDATE labels SET id = 1', 'cannot update a view'],
    ['DELETE FROM labels', 'cannot delete from a view'],
    ['TRUNCATE labels', '"labels" is not a table'],
    ['DROP TABLE labels', '"labels" is not a table'],
    ['DROP VIEW orders', '"orders" is not a view'],
    ['DROP VIEW nowhere', 'View "nowhere" does not exist'],
  ])('refuses %s: %s', async (sql, message) => {
    await expect(run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(`ERROR: ${message}`),
    });
  });
});

describe('DROP', () => {
  it('leaves what others depend on unless it cascades', async () => {
    await run('CREATE TABLE base (a INTEGER PRIMARY KEY)');
    await run('CREATE TABLE child (a INTEGER REFERENCES base (a))');
    await run('CREATE VIEW over_base AS SELECT a FROM base');
    await run('CREATE VIEW over_view AS SELECT a FROM over_base');
    await expect(run('DROP TABLE base')).rejects.toThrow(
      'ERROR: cannot drop table base because other objects depend on it',
    );
    await expect(run('DROP VIEW over_base RESTRICT')).rejects.toThrow(
      'ERROR: cannot drop view over_base because other objects depend on it',
    );

    await run('DROP TABLE base CASCADE');

    await expect(run('SELECT * FROM over_view')).rejects.toThrow('ERROR: relation "over_view" does not exist');
    await run('DROP TABLE child');
    await run('DROP VIEW IF EXISTS over_base, over_view');
  });

  it('takes a table and the views on it in one statement', async () => {
    await run('CREATE TABLE pair (a INTEGER)');
    await run('CREATE TABLE pair_child (a INTEGER REFERENCES pair (a))');

    await run('DROP TABLE pair, pair_child');
  });
});

describe('a materialized view', () => {
  it('keeps its rows until it is refreshed, and nothing else changes them', async () => {
    await run('CREATE TABLE facts (n INTEGER)');
    await run('INSERT INTO facts VALUES (1)');
    await run(
      'CREATE MATERIALIZED VIEW totals BACKUP NO DISTSTYLE ALL AUTO REFRESH NO AS SELECT SUM(n) AS total FROM facts',
    );
    await run('INSERT INTO facts VALUES (2)');
    expect(await rows('SELECT * FROM totals')).toEqual([{ total: 1 }]);

    await run('REFRESH MATERIALIZED VIEW totals');

    expect(await rows('SELECT * FROM totals')).toEqual([{ total: 3 }]);
    await expect(run('DELETE FROM totals')).rejects.toThrow('ERROR: cannot change materialized view "totals"');
    await expect(run('DROP TABLE facts')).rejects.toThrow('because other objects depend on it');
    await expect(run('DROP VIEW totals')).rejects.toThrow('ERROR: "totals" is not a view');
    await run('DROP MATERIALIZED VIEW totals');
    await run('DROP TABLE facts');
  });

  it('that refreshes itself is refused by name', async () => {
    await expect(run('CREATE MATERIALIZED VIEW m AUTO REFRESH YES AS SELECT 1 AS a')).rejects.toThrow(
      'ERROR: AUTO REFRESH YES is not supported by the local engine',
    );
  });
});
