import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from './engine-under-test.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  await warehouse.run('CREATE TABLE loans (id INTEGER, name VARCHAR(64))');
});
afterEach(async () => expect(await warehouse.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]));
afterAll(() => warehouse.discard());

/** Something within itself. */
const within = (open: string, inner: string, close: string, times: number) =>
  open.repeat(times) + inner + close.repeat(times);

describe('a statement that no person writes', () => {
  it.each([
    ['SELECT 1e309', 'ERROR: "1e309" is out of range for type double precision\n  Position: 8'],
    ['UPDATE loans SET name = 1 nonsense', 'ERROR: syntax error at or near "nonsense"'],
    ["UPDATE loans SET loans.name = 'x'", 'ERROR: Qualified column names in UPDATE .. SET not supported'],
    ['SELECT 1 /* and so on', 'ERROR: unterminated /* comment at or near "/* and so on"\n  Position: 10'],
    ['SELECT 1 /* one /* two */', 'ERROR: unterminated /* comment at or near "/* one /* two */"\n  Position: 10'],
    [`SELECT ${'/*'.repeat(50_000)}`, 'ERROR: unterminated /* comment'],
    [`SELECT 1${' + 1'.repeat(900)}`, 'ERROR: stack depth limit exceeded'],
    [`SELECT ${within('NOT ', 'true', '', 2_000)}`, 'ERROR: stack depth limit exceeded'],
  ])('is refused for what is wrong with it: %.40s', async (sql, message) => {
    await expect(warehouse.run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: expect.stringContaining(message),
    });
  });

  it('may hold comments within comments', async () => {
    const sql = `SELECT/**/1 /* ' /* */ 2, */ -- 3\n ${within('/*', '4', '*/', 10_000)} AS one`;

    expect(await warehouse.rows(sql)).toEqual([{ one: 1 }]);
  });

  it.each([
    ['brackets', `SELECT ${within('(', '1', ')', 251)}`, 'brackets nested more than 250 deep'],
    ['open brackets', '('.repeat(40_000), 'brackets nested more than 250 deep'],
    ['arrays', `SELECT ${within('[', '1', ']', 20_000)}`, 'brackets nested more than 250 deep'],
    ['calls', `SELECT ${within('abs(', '1', ')', 20_000)}`, 'brackets nested more than 250 deep'],
    ['subqueries', `SELECT ${within('(SELECT ', '1', ')', 50)}`, 'subqueries nested more than 20 deep'],
    ['WITH clauses', within('WITH a AS (', 'SELECT 1', ') SELECT 1', 3_000), 'subqueries nested more than 20 deep'],
    ['casts', `SELECT 1${'::int'.repeat(20_000)}`, 'more than 500 casts of one value'],
  ])('is refused for too many %s within each other', async (_, sql, message) => {
    await expect(warehouse.run(sql)).rejects.toMatchObject({
      name: 'SqlError',
      message: `ERROR: ${message} are not supported by the local engine`,
    });
  });
});

describe('a long statement', () => {
  it.each([
    ['subqueries side by side', `SELECT ${Array(100).fill('(SELECT 1)').join(' + ')} AS result`, 100],
    ['a sum of many', `SELECT 1${' + 1'.repeat(199)} AS result`, 200],
    ['casts side by side', `SELECT GREATEST(${Array(600).fill('1::bigint::int').join(', ')}) AS result`, 1],
    ['brackets in brackets', `SELECT ${within('(', '1', ')', 200)} AS result`, 1],
    ['queries in queries', `${within('SELECT * FROM (', 'SELECT 1 AS result', ') q', 20)}`, 1],
  ])('runs with %s', async (_, sql, result) => {
    expect(await warehouse.rows(sql)).toEqual([{ result }]);
  });
});

describe('a change of rows where a query must stand', () => {
  const deletion = 'WITH one AS (SELECT 1) DELETE FROM loans';

  it.each([
    `CREATE TABLE copy AS ${deletion}`,
    `CREATE VIEW copy AS ${deletion}`,
    `UNLOAD ('${deletion}') TO 's3://recourse-dev-data/copy' IAM_ROLE default`,
    ...[deletion, 'DELETE FROM loans', 'UPDATE loans SET id = 2', "INSERT INTO loans VALUES (2, 'b')"].map(
      (change) =>
        `CREATE MODEL m FROM (${change}) TARGET id FUNCTION f IAM_ROLE default SETTINGS (S3_BUCKET 'recourse-dev-data')`,
    ),
  ])('is a syntax error, and changes nothing: %s', async (sql) => {
    await warehouse.run("INSERT INTO loans VALUES (1, 'a')");

    await expect(warehouse.run(sql)).rejects.toThrow(/^ERROR: syntax error at or near "(delete|update|insert)"/);

    expect(await warehouse.rows('SELECT id FROM loans')).toEqual([{ id: 1 }]);
    await warehouse.run('DELETE FROM loans');
  });
});

describe('WITH ... DELETE', () => {
  it('deletes, and needs the privilege to', async () => {
    await warehouse.run("INSERT INTO loans VALUES (1, 'a'), (2, 'b')");
    await warehouse.run('CREATE USER reader PASSWORD DISABLE');
    await warehouse.run('GRANT SELECT ON loans TO reader');
    const sql = 'WITH first AS (SELECT 1 AS id) DELETE FROM loans USING first WHERE loans.id = first.id';

    await expect(warehouse.run(sql, {}, 'reader')).rejects.toThrow('ERROR: permission denied for relation loans');
    await warehouse.run(sql);

    expect(await warehouse.rows('SELECT id FROM loans')).toEqual([{ id: 2 }]);
    await warehouse.run('DELETE FROM loans');
  });
});
