import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { openRegistry } from '../../handlers/active-model.ts';
import { customerRow } from '../../handlers/customer-row.ts';
import { StatementFailedError } from '../../handlers/errors.ts';
import type { Row } from '../../handlers/rows.ts';
import { createScorer } from '../../handlers/score.ts';

const deadline = Number.POSITIVE_INFINITY;

/** A scorer in front of a warehouse that knows these functions of model versions, the first of which is active. */
function scorerOf(versions: number[], functions = versions) {
  const statements: string[] = [];
  const warehouse = {
    async query(sql: string): Promise<Row[]> {
      const asked = Number(/predict_(\d+)/.exec(sql)?.[1]);
      statements.push(Number.isNaN(asked) ? 'registry' : `version ${asked}`);
      if (Number.isNaN(asked)) return [registryRow(versions[0] ?? 0)];
      if (!functions.includes(asked)) throw new StatementFailedError(`ERROR: function predict_${asked} does not exist`);
      return [scoreRow(versions[0] ?? 0)];
    },
  };
  const scorer = createScorer(warehouse, openRegistry(warehouse, 'recourse'), 'recourse');
  const score = () => scorer([customerRow(exampleCustomer)], deadline);
  return { score, statements };
}

describe('a scorer', () => {
  it('asks the registry once, and the version that it names from then on', async () => {
    const { score, statements } = scorerOf([1]);

    await score();
    expect(await score()).toMatchObject([{ model: { version: { version: 1 } }, strategies: [{ probability: 0.7 }] }]);

    expect(statements).toEqual(['registry', 'version 1', 'version 1']);
  });

  it.each([
    ['another version is active', [2, 1]],
    ['the function of the version is gone', [2]],
  ])('asks the registry again when %s', async (_, functions) => {
    const versions = [1];
    const known = [1];
    const { score, statements } = scorerOf(versions, known);
    await score();
    versions[0] = 2;
    known.splice(0, 1, ...functions);

    expect(await score()).toMatchObject([{ model: { version: { version: 2 } } }]);
    expect(statements.slice(2)).toEqual(['version 1', 'registry', 'version 2']);
  });

  it('does not ask a version again that the registry still names and whose function is gone', async () => {
    const functions = [1];
    const { score, statements } = scorerOf([1], functions);
    await score();
    functions.pop();

    await expect(score()).rejects.toThrow('function predict_1 does not exist');
    expect(statements.slice(2)).toEqual(['version 1', 'registry']);
  });
});

describe('a registry', () => {
  it.each(['relation "recourse.model_registry" does not exist', 'permission denied for schema recourse'])(
    'that the first training has not made yet has no model, and tells why: %s',
    async (text) => {
      const warehouse = {
        async query(): Promise<Row[]> {
          throw new StatementFailedError(`ERROR: ${text}`);
        },
      };
      const registry = openRegistry(warehouse, 'recourse');

      expect(await registry.findModel(deadline)).toMatchObject({ state: 'NOT_TRAINED', active: null });
      await expect(registry.findActiveModel(deadline)).rejects.toMatchObject({
        name: 'ModelNotReadyError',
        cause: { message: `ERROR: ${text}` },
      });
    },
  );
});

function registryRow(version: number): Row {
  const at = '2026-01-02 03:04:05';
  return {
    ...{ version, model_name: `model_${version}`, probability_function: `predict_${version}`, state: 'READY' },
    ...{ active: true, trained_at: at, training_ranges: '{}', evaluated_at: at, evaluation_rows: 500 },
    ...{ auc: 0.8, auc_low: 0.7, auc_high: 0.9, brier: 0.2 },
  };
}

function scoreRow(active_version: number): Row {
  return {
    position: 0,
    strategy: 'Forbearance',
    answer: '{"labels":["t","f"],"probabilities":[0.7,0.3]}',
    active_version,
  };
}
