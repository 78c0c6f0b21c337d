import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EngineUnderTest,
  openEngineUnderTest,
  servingUser,
  settings,
  sqlFile,
  toObjects,
} from './engine-under-test.ts';
import { customer, loanHistoryCsv, strategies } from './loan-history.ts';
import { trainModel } from './trained-model.ts';

const sqlFiles = readdirSync(new URL('../../sql/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.sql'),
);
// https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_UPDATE_statements.html
const updateFrom = /^UPDATE \S+\.(\w+)\n.*^FROM .*?(\w+)\nWHERE (.*)/ms;

let warehouse: EngineUnderTest;
const ran = new Set<string>();
const csv = loanHistoryCsv(6_000);
const lines = csv.trim().split('\n').slice(1);
const later = lines.filter((line) => line.slice(-10) >= settings.cut_off);

async function run(path: string, parameters: Record<string, string> = {}, user?: string) {
  ran.add(path);
  return toObjects(await warehouse.runFile(path, parameters, user));
}

/** Registers another version like the first. */
function copyVersion(version: number, state: string, isActive: boolean) {
  return warehouse.run(
    `INSERT INTO recourse.model_registry
     SELECT ${version}, model_name, probability_function, '${state}', ${isActive}, cut_off, trained_at, training_ranges,
       evaluated_at, evaluation_rows, auc, auc_low, auc_high, brier FROM recourse.model_registry WHERE version = 1`,
  );
}

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  warehouse.putObject(settings.data_key, csv);
});
afterAll(() => warehouse.discard());

describe('the statements of sql/, in the order of a deployment', () => {
  it('make the tables, twice without harm', async () => {
    for (const time of ['first', 'second']) {
      for (const table of ['schema', 'loan_history', 'model_registry', 'strategies']) await run(`tables/${table}.sql`);
      await run('tables/fill_strategies.sql', { strategies: JSON.stringify(strategies) });
      const [row] = await warehouse.rows('SELECT COUNT(*) AS strategies FROM recourse.strategies');
      expect(row, time).toEqual({ strategies: 6 });
    }
  });

  it('empty and load the history', async () => {
    await run('load/empty_loan_history.sql');
    const { rowCount } = await warehouse.runFile('load/copy_loan_history.sql');
    ran.add('load/copy_loan_history.sql');

    expect(rowCount).toBe(6_000);
    const training = lines.filter((line) => line.slice(-10) < settings.cut_off);
    const [checked] = await run('load/check_loan_history.sql');
    expect(checked).toMatchObject({ cases: training.length });
    expect(Number(checked?.successes)).toBeGreaterThan(0);
    expect(Number(checked?.successes)).toBeLessThan(training.length);
  });

  it('make the serving user and its role', async () => {
    for (const step of [
      'close_public_schema',
      'create_user',
      'limit_statements',
      'create_role',
      'grant_role',
      'grant_schema',
      'grant_tables',
    ]) {
      await run(`access/${step}.sql`);
    }

    expect(toObjects(await warehouse.run('SHOW statement_timeout', {}, servingUser))).toEqual([
      { statement_timeout: '26000' },
    ]);
    // The workflow takes these errors for done.
    await expect(run('access/create_user.sql')).rejects.toThrow('already exists');
    await expect(run('access/create_role.sql')).rejects.toThrow('already exists');
  });

  it('train a version, evaluate it and make it active', async () => {
    expect(await run('model/next_version.sql')).toEqual([{ version: 1 }]);
    await run('model/register_version.sql');
    expect(await run('queries/active_model.sql')).toMatchObject([{ state: 'LOADING', active: false }]);
    await run('model/begin_training.sql');
    const states = await trainModel(warehouse, () => run('model/create_model.sql'));
    expect(states).toEqual(new Set(['Train Model On SageMaker In Progress', 'Model is Ready']));
    expect(await run('model/model_state.sql', { schema: settings.schema, model: settings.model })).toEqual([
      { model_state: 'Model is Ready' },
    ]);
    expect(
      await run('model/probability_function.sql', { schema: settings.schema, function: settings.function }),
    ).toEqual([{ proname: settings.probability_function }]);
    await run('access/grant_model.sql');
    await run('model/begin_evaluation.sql');
    expect(await run('model/gate.sql')).toEqual([{ refusal: 'It has no evaluation.' }]);
    await run('model/evaluate.sql');
    expect(await run('model/gate.sql')).toEqual([{ refusal: '' }]);
    await run('model/activate_version.sql');

    const [active] = await run('queries/active_model.sql', {}, servingUser);

    expect(active).toMatchObject({ version: 1, active: true, state: 'READY', evaluation_rows: later.length });
    expect(Number(active?.auc)).toBeGreaterThan(0.75);
    expect(Number(active?.auc_low)).toBeLessThan(Number(active?.auc));
    expect(Number(active?.auc_high)).toBeGreaterThan(Number(active?.auc));
    expect(Number(active?.brier)).toBeLessThan(0.25);
    const ranges = JSON.parse(String(active?.training_ranges));
    expect(ranges.credit_score).toEqual([300, 850]);
    expect(ranges.remediation_strategy.toSorted()).toEqual(strategies.toSorted());
  });

  it('score every strategy for every customer as the serving user', async () => {
    const customers = JSON.stringify([customer(350), customer(800)]);

    const answers = await run('queries/score_strategies.sql', { customers }, servingUser);

    expect(answers).toHaveLength(12);
    const chance = (position: number, strategy: string) => {
      const row = answers.find((answer) => answer.position === position && answer.strategy === strategy);
      const answer: { probabilities: number[]; labels: string[] } = JSON.parse(String(row?.answer));
      expect(answer.labels.toSorted()).toEqual(['f', 't']);
      expect(answer.probabilities[0]).toBeGreaterThanOrEqual(answer.probabilities[1] ?? 1);
      return answer.probabilities[answer.labels.indexOf('t')] ?? Number.NaN;
    };
    expect(chance(0, 'Forbearance')).toBeGreaterThan(0.6);
    expect(chance(0, 'Refinancing')).toBeLessThan(0.4);
    expect(chance(1, 'Forbearance')).toBeLessThan(0.4);
    expect(chance(1, 'Refinancing')).toBeGreaterThan(0.6);
    expect(new Set(answers.map(({ active_version }) => active_version))).toEqual(new Set([1]));
  });

  it.each([
    ['SELECT * FROM recourse.loan_history', 'relation loan_history'],
    ['UPDATE recourse.model_registry SET active = true', 'relation model_registry'],
    ["INSERT INTO recourse.strategies VALUES ('Gift')", 'relation strategies'],
    ['CREATE TABLE recourse.own (a INTEGER)', 'schema recourse'],
    ['CREATE TABLE own (a INTEGER)', 'schema public'],
    [`DROP MODEL recourse.${settings.model}`, ''],
    ['CREATE USER another PASSWORD DISABLE', ''],
  ])('leave the serving user no right to %s', async (sql, object) => {
    await expect(warehouse.run(sql, {}, servingUser)).rejects.toThrow(
      object === '' ? /ERROR: (permission denied|must be)/ : `ERROR: permission denied for ${object}`,
    );
  });

  it('evaluate with the area under the ROC curve and the Brier score that the answers have', async () => {
    const scored = await warehouse.rows(
      `SELECT successful, recourse.${settings.probability_function}(
         age, gender, income, loan_type, loan_amount, interest_rate, loan_term, loan_interest_rate, credit_score,
         employment_status, marital_status, remediation_strategy, missed_payments, missed_payments_duration) AS answer
       FROM recourse.loan_history WHERE "timestamp" >= '${settings.cut_off}'`,
    );
    const cases = scored.map(({ successful, answer }) => {
      const { probabilities, labels }: { probabilities: number[]; labels: string[] } = JSON.parse(String(answer));
      return { outcome: Number(successful), probability: probabilities[labels.indexOf('t')] ?? Number.NaN };
    });
    const [good, bad] = [1, 0].map((outcome) => cases.filter((one) => one.outcome === outcome));
    const wins = (good ?? []).flatMap((won) =>
      (bad ?? []).map((lost) => (Math.sign(won.probability - lost.probability) + 1) / 2),
    );
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

    const [registry] = await warehouse.rows('SELECT auc, brier FROM recourse.model_registry');

    expect(Number(registry?.auc)).toBeCloseTo(mean(wins), 9);
    expect(Number(registry?.brier)).toBeCloseTo(
      mean(cases.map(({ outcome, probability }) => (probability - outcome) ** 2)),
      9,
    );
  });

  it.each([
    ['evaluation_rows = 99', 'Fewer than 100 cases after the cut-off evaluate it.'],
    ['auc = NULL', 'The cases after the cut-off all ended alike, so they evaluate nothing.'],
    ['auc_high = 0.5', 'It is worse than the active version.'],
  ])('refuse a version with %s', async (change, refusal) => {
    await copyVersion(2, 'READY', false);
    await warehouse.run(`UPDATE recourse.model_registry SET ${change} WHERE version = 2`);

    const gate = sqlFile('model/gate.sql').replace('candidate.version = 1', 'candidate.version = 2');
    expect(await warehouse.rows(gate)).toEqual([{ refusal }]);
    await warehouse.run('DELETE FROM recourse.model_registry WHERE version = 2');
  });

  it('go back to the last version that could answer, and no further', async () => {
    await copyVersion(2, 'FAILED', false);
    await copyVersion(3, 'READY', true);
    await warehouse.run('UPDATE recourse.model_registry SET active = (version = 3)');

    for (const time of ['first', 'second']) {
      await run('model/roll_back.sql');
      const versions = await warehouse.rows(
        'SELECT version, state, active FROM recourse.model_registry ORDER BY version',
      );
      expect(versions, time).toEqual([
        { version: 1, state: 'READY', active: true },
        { version: 2, state: 'FAILED', active: false },
        { version: 3, state: 'WITHDRAWN', active: false },
      ]);
    }
    await warehouse.run('DELETE FROM recourse.model_registry WHERE version > 1');
  });

  it('know nothing of how far a model is right that one single success evaluates', async () => {
    await warehouse.run(
      `DELETE FROM recourse.loan_history WHERE successful AND "timestamp" >= '${settings.cut_off}' AND customer_id <> (
         SELECT MAX(customer_id) FROM recourse.loan_history WHERE successful AND "timestamp" >= '${settings.cut_off}')`,
    );

    await run('model/evaluate.sql');

    const [registry] = await warehouse.rows('SELECT auc, auc_low, auc_high FROM recourse.model_registry');
    expect(registry).toEqual({ auc: expect.any(Number), auc_low: 0, auc_high: 1 });
  });

  it('drop old versions', async () => {
    expect(await run('model/old_versions.sql')).toEqual([]);
    await run('model/unregister_version.sql');
    const versions = () => warehouse.rows('SELECT version, state FROM recourse.model_registry');
    await run('model/fail_version.sql');
    expect(await versions(), 'the active version does not fail any more').toEqual([{ version: 1, state: 'READY' }]);
    await warehouse.run('UPDATE recourse.model_registry SET active = FALSE');
    await run('model/fail_version.sql');
    expect(await versions()).toEqual([{ version: 1, state: 'FAILED' }]);
    await run('model/drop_model.sql');
    await run('model/drop_model.sql');
    expect(await run('model/model_state.sql', { schema: settings.schema, model: settings.model })).toEqual([]);
  });

  it('are all of them', () => {
    expect(ran).toEqual(new Set(sqlFiles));
  });
});

it.each(sqlFiles.filter((name) => updateFrom.test(sqlFile(name))))(
  '%s joins the table that it updates by equality, since Redshift refuses any other UPDATE from another one',
  (name) => {
    const [, table, source, where] = updateFrom.exec(sqlFile(name)) ?? [];

    expect(where).toMatch(new RegExp(`^${table}\\.(\\w+) = ${source}\\.\\1\\b`));
  },
);
