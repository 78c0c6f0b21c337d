import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from '../../local/redshift/open-engine.ts';
import { adminUser, type EngineUnderTest, openEngineUnderTest, settings, sqlFile } from './engine-under-test.ts';
import { loanHistoryCsv } from './loan-history.ts';
import { trainModel } from './trained-model.ts';

// More than a day of work for any machine.
const endless =
  'WITH digits AS (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) SELECT SUM(a.n * b.n + c.n) FROM ' +
  [...'abcdefghijklmnopqr'].map((name) => `digits AS ${name}`).join(', ');

const opened: EngineUnderTest[] = [];
const open = async (folder?: string) => {
  const warehouse = await openEngineUnderTest(folder);
  opened.push(warehouse);
  return warehouse;
};
const start = (warehouse: EngineUnderTest, id: string, sql: string) =>
  warehouse.engine.execute({ id, sql, parameters: [], user: adminUser, database: 'recourse' });

const processes: ChildProcess[] = [];
/** Opens the engine in a process of its own, runs the statements and resolves when they are done. */
const openElsewhere = async (folder: string, ...statements: string[]) => {
  const script = fileURLToPath(new URL('./open-and-wait.ts', import.meta.url));
  const process_ = spawn(
    process.execPath,
    ['--import', 'tsx', script, join(folder, 'warehouse'), join(folder, 'buckets'), ...statements],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  processes.push(process_);
  const [said] = await once(process_.stdout, 'data');
  expect(String(said)).toBe('ready\n');
  return async () => {
    process_.kill('SIGKILL');
    await once(process_, 'exit');
  };
};

afterEach(async () => {
  for (const process_ of processes.splice(0)) process_.kill('SIGKILL');
  for (const warehouse of opened.splice(0)) await warehouse.discard();
});

describe('the engine', () => {
  it('cancels one statement while others go on', async () => {
    const warehouse = await open();
    const long = expect(start(warehouse, 'long', endless)).rejects.toMatchObject({ name: 'StatementCancelledError' });
    await warehouse.run('SELECT 1');

    expect(await warehouse.engine.cancel('long')).toBe(true);

    await long;
    expect(await warehouse.engine.cancel('long')).toBe(false);
    expect((await warehouse.run('SELECT 1')).rows).toEqual([[1]]);
  });

  it('cancels a statement that waits for a connection', async () => {
    const warehouse = await open();
    const running = ['a', 'b'].map((id) =>
      expect(start(warehouse, id, endless)).rejects.toMatchObject({ name: 'StatementCancelledError' }),
    );
    const waiting = expect(start(warehouse, 'waiting', endless)).rejects.toMatchObject({
      name: 'StatementCancelledError',
    });

    expect(await warehouse.engine.cancel('waiting')).toBe(true);
    await waiting;
    await warehouse.engine.cancel('a');
    await warehouse.engine.cancel('b');
    await Promise.all(running);
  });

  it('cancels a statement that scores', async () => {
    const warehouse = await open();
    await loadHistory(warehouse, 1_000);
    await trainModel(warehouse, () => warehouse.runFile('model/create_model.sql'));
    const features =
      'h.age, h.gender, h.income, h.loan_type, h.loan_amount, h.interest_rate, h.loan_term, h.loan_interest_rate, ' +
      'g.credit_score, h.employment_status, h.marital_status, g.remediation_strategy, g.missed_payments, g.missed_payments_duration';
    const sql = `SELECT SUM(CASE WHEN recourse.predict_outcome_v1(${features}) THEN 1 ELSE 0 END)
      FROM recourse.loan_history AS h, recourse.loan_history AS g, recourse.loan_history AS f`;
    const scoring = expect(start(warehouse, 'scoring', sql)).rejects.toMatchObject({ name: 'StatementCancelledError' });
    await warehouse.run('SELECT COUNT(*) FROM recourse.loan_history');

    expect(await warehouse.engine.cancel('scoring')).toBe(true);

    await scoring;
  });

  it('serves statements side by side and changes one after another', async () => {
    const warehouse = await open();
    await warehouse.run('CREATE TABLE counter (n INTEGER)');
    await warehouse.run('INSERT INTO counter VALUES (0)');

    await Promise.all(Array.from({ length: 20 }, () => warehouse.run('UPDATE counter SET n = n + 1')));

    expect(await warehouse.rows('SELECT n FROM counter')).toEqual([{ n: 20 }]);
  });

  it('reads a row as it was or as it is, never something else, while its value outgrows the column', async () => {
    const warehouse = await open();
    const read = new Set<unknown>();
    const grow = async (table: string) => {
      await warehouse.run(`CREATE TABLE ${table} (word VARCHAR(20))`);
      await warehouse.run(`INSERT INTO ${table} VALUES ('x')`);
      const growth = { isOver: false };
      const readers = [1, 2].map(async () => {
        while (!growth.isOver)
          for (const { word } of await warehouse.rows(`SELECT word FROM ${table} ORDER BY 1`)) read.add(word);
      });
      for (let length = 2; length <= 20; length++)
        await warehouse.run(`UPDATE ${table} SET word = '${'x'.repeat(length)}'`);
      growth.isOver = true;
      await Promise.all(readers);
    };

    for (let table = 1; table <= 8; table++) await grow(`growing_${table}`);

    expect([...read].filter((word) => !/^x+$/.test(String(word)))).toEqual([]);
    expect(read.size).toBeGreaterThan(10);
  });

  it('takes more statements at once than the Data API admits, as for its catalog and the ends of sessions', async () => {
    const warehouse = await open();

    const results = await Promise.all(
      Array.from({ length: 1_001 }, (_, n) => start(warehouse, `s${n}`, 'SHOW timezone')),
    );

    expect(results).toHaveLength(1_001);
  });

  it('cancels what runs when it closes, and refuses what comes later', async () => {
    const warehouse = await open();
    const long = expect(start(warehouse, 'long', endless)).rejects.toMatchObject({ name: 'StatementCancelledError' });

    const closing = warehouse.engine.close();
    await expect(warehouse.run('SELECT 1')).rejects.toThrow('The SQL engine is closed');
    await warehouse.engine.closeSession('of which nothing is left');
    await closing;

    await long;
    await expect(warehouse.run('SELECT 1')).rejects.toThrow('The SQL engine is closed');
  });

  it('keeps tables, users, grants and models from one opening to the next', async () => {
    const first = await open();
    await loadHistory(first, 1_000);
    await trainModel(first, () => first.runFile('model/create_model.sql'));
    for (const step of ['create_user', 'create_role', 'grant_role', 'grant_schema', 'grant_model']) {
      await first.runFile(`access/${step}.sql`);
    }
    const score = `SELECT recourse.predict_outcome_v1_prob(38, 'Male', 41820, 'Home', 221750, 0.1, 58, 10.0, NULL,
      NULL, 'Single', 'Forbearance', 9, 10) AS answer`;
    const before = await first.rows(score, {}, `IAMR:${settings.serving_role}`);
    await first.engine.close();

    const second = await open(first.folder);

    expect(await second.rows(score, {}, `IAMR:${settings.serving_role}`)).toEqual(before);
    expect(String(before[0]?.answer)).toMatch(/^\{"probabilities":\[0\.\d+,0\.\d+\],"labels":\["[tf]","[tf]"\]\}$/);
    expect(await second.rows('SELECT COUNT(*) AS n FROM recourse.loan_history')).toEqual([{ n: 1_000 }]);
  });

  it('keeps what was committed before kill -9, and calls an interrupted training failed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'redshift-'));
    const before = await open(folder);
    await loadHistory(before, 3_000);
    await before.engine.close();
    const kill = await openElsewhere(
      folder,
      'CREATE TABLE kept (n INTEGER)',
      'INSERT INTO kept VALUES (1), (2)',
      sqlFile('model/create_model.sql'),
    );
    await kill();

    const after = await open(folder);

    expect(await after.rows('SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await after.rows('SELECT model_name, model_state FROM stv_ml_model_info')).toEqual([
      { model_name: settings.model, model_state: 'Failed' },
    ]);
    await expect(after.run('SELECT recourse.predict_outcome_v1(1)')).rejects.toThrow(
      /^ERROR: function .* does not exist$/,
    );
    await after.runFile('model/drop_model.sql');
    expect(await trainModel(after, () => after.runFile('model/create_model.sql'))).toContain('Model is Ready');
  });

  it('says that its folder is in use, by this process or another', async () => {
    const warehouse = await open();
    const options = { folder: join(warehouse.folder, 'warehouse'), bucketsFolder: '', adminUser };
    await expect(openEngine(options)).rejects.toThrow(`The state folder ${options.folder} is in use by this process`);
    await warehouse.engine.close();
    const kill = await openElsewhere(warehouse.folder);

    await expect(openEngine(options)).rejects.toThrow(
      `The state folder ${options.folder} is in use by another process`,
    );

    await kill();
    const engine = await openEngine(options);
    await engine.close();
  });
});

async function loadHistory(warehouse: EngineUnderTest, rows: number): Promise<void> {
  warehouse.putObject(settings.data_key, loanHistoryCsv(rows));
  for (const table of ['schema', 'loan_history']) await warehouse.runFile(`tables/${table}.sql`);
  await warehouse.runFile('load/copy_loan_history.sql');
}
