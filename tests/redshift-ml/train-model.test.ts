import { describe, expect, it } from 'vitest';
import { generateHistory } from '../../data/generate-history.ts';
import type { HistoryCase } from '../../data/history-case.ts';
import { successProbability } from '../../data/truth.ts';
import { RemediationStrategy } from '../../graphql/generated/types.ts';
import { type RawValue, toColumn } from '../../local/redshift-ml/dataset/column.ts';
import { measure } from '../../local/redshift-ml/learner/metric.ts';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import { compileModel, type Scorer } from '../../local/redshift-ml/model/compile-model.ts';
import { type TrainingJob, trainModel } from '../../local/redshift-ml/train-model.ts';
import { TrainingCancelledError } from '../../local/redshift-ml/training-watch.ts';

const strategies = Object.values(RemediationStrategy);

type Case = Pick<HistoryCase, 'customer' | 'strategy'>;

/** The columns of a training table: the borrower and the loan, then the strategy. */
function rawColumns(cases: readonly Case[]): { names: string[]; columns: RawValue[][] } {
  const rows = cases.map(({ customer: { customerId: _, ...features }, strategy }) => ({ ...features, strategy }));
  const names = Object.keys(rows[0] ?? {});
  return { names, columns: names.map((name) => rows.map((row) => (row as Record<string, RawValue>)[name] ?? null)) };
}

function jobOf(cases: readonly HistoryCase[]): TrainingJob {
  const { names, columns } = rawColumns(cases);
  return {
    columns: columns.map((values, index) => toColumn(names[index] ?? '', values)),
    target: cases.map(({ successful }) => successful),
    objective: 'AUC',
    seed: 1,
  };
}

function score(scorer: Scorer, cases: readonly Case[]): Float64Array {
  return scorer.scoreRows(rawColumns(cases).columns, cases.length);
}

/** Mean true probability of success when each customer gets the strategy that the scores favour. */
function policyValue(cases: readonly HistoryCase[], scoreCases: (asked: Case[]) => ArrayLike<number>): number {
  const asked = cases.flatMap(({ customer }) => strategies.map((strategy) => ({ customer, strategy })));
  const scores = scoreCases(asked);
  const won = cases.map(({ customer }, index) => {
    const own = strategies.map((_, place) => scores[index * strategies.length + place] ?? 0);
    return successProbability(customer, strategies[own.indexOf(Math.max(...own))] ?? 'DEFERMENT');
  });
  return won.reduce((sum, probability) => sum + probability, 0) / cases.length;
}

const truth = (asked: Case[]): number[] => asked.map((one) => successProbability(one.customer, one.strategy));

function areaUnderCurve(cases: readonly HistoryCase[], scores: ArrayLike<number>): number {
  return measure(
    'auc',
    Float64Array.from(scores),
    Float32Array.from(cases, (one) => Number(one.successful)),
  );
}

function seededNoise(rows: number, seed: number): TrainingJob {
  const random = seededRandom(seed);
  const numbers = Array.from({ length: 8 }, (_, index) =>
    toColumn(
      `n${index}`,
      Array.from({ length: rows }, () => Math.floor(random() * 500)),
    ),
  );
  const texts = Array.from({ length: 5 }, (_, index) =>
    toColumn(
      `t${index}`,
      Array.from({ length: rows }, () => `c${Math.floor(random() * 5)}`),
    ),
  );
  return { columns: [...numbers, ...texts], target: Array.from({ length: rows }, () => random() < 0.5), seed };
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function scoreOwnRows(job: TrainingJob, scorer: Scorer): Float64Array {
  const columns = job.columns.map(({ values }) => Array.from<number | string | null>(values));
  return scorer.scoreRows(columns, job.target.length);
}

describe('a model of the loan history', () => {
  const history = [...generateHistory({ rows: 20_000, seed: 2018 })];
  const past = history.filter(({ timestamp }) => timestamp < '2023-01-31');
  const future = history.filter(({ timestamp }) => timestamp >= '2023-01-31');
  const trained = trainModel(jobOf(past));
  const scorer = compileModel(trained.modelJson);

  it("orders later cases nearly as well as the truth: three quarters of its AUC's way from chance", () => {
    const ours = areaUnderCurve(future, score(scorer, future));
    const oracle = areaUnderCurve(future, truth(future));

    expect((ours - 0.5) / (oracle - 0.5)).toBeGreaterThan(0.75);
  });

  it('wins four fifths of the gap between the best fixed strategy and the oracle', () => {
    const ours = policyValue(future, (asked) => score(scorer, asked));
    const oracle = policyValue(future, truth);
    const fixed = Math.max(
      ...strategies.map((strategy) =>
        policyValue(future, (asked) => asked.map((one) => Number(one.strategy === strategy))),
      ),
    );

    expect((ours - fixed) / (oracle - fixed)).toBeGreaterThan(0.8);
  });

  it('reports an AUC that later cases confirm', () => {
    expect(trained.objective).toBe('AUC');
    expect(Math.abs(trained.objectiveValue - areaUnderCurve(future, score(scorer, future)))).toBeLessThan(0.02);
  });

  it('answers probabilities that are right on average', () => {
    const probabilities = score(scorer, future);
    const mean = probabilities.reduce((sum, value) => sum + value, 0) / future.length;
    const share = future.filter(({ successful }) => successful).length / future.length;

    expect(Math.abs(mean - share)).toBeLessThan(0.025);
  });
});

describe('a model of coin flips', () => {
  it.each([1, 2, 3])('is nearly constant (seed %i)', (seed) => {
    const job = seededNoise(800, seed);

    const probabilities = scoreOwnRows(job, compileModel(trainModel(job).modelJson));

    expect(spread(probabilities)).toBeLessThan(0.05);
    expect(Math.max(...probabilities) - Math.min(...probabilities)).toBeLessThan(0.3);
  });
});

describe('trainModel', () => {
  const job = jobOf([...generateHistory({ rows: 1500, seed: 7 })]);

  it('gives the same model for the same seed, and another for another', () => {
    const { modelJson } = trainModel(job);

    expect(trainModel(job).modelJson).toBe(modelJson);
    expect(trainModel({ ...job, seed: 2 }).modelJson).not.toBe(modelJson);
  });

  it('tells its progress, which grows and ends complete', () => {
    const told: number[] = [];
    trainModel({ ...job, onProgress: (done, total) => told.push(done / total) });

    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('stops before the next tree when cancelled', () => {
    let asked = 0;
    const isCancelled = () => ++asked === 5;

    expect(() => trainModel({ ...job, isCancelled })).toThrow(TrainingCancelledError);
    expect(asked).toBe(5);
  });

  it('answers for missing and unseen values', () => {
    const scorer = compileModel(trainModel(job).modelJson);

    const answers = [
      scorer.scoreRow(scorer.inputs.map(() => null)),
      scorer.scoreRow(job.columns.map(({ kind }) => (kind === 'numeric' ? 1e12 : 'never seen'))),
    ];

    for (const [answer] of answers) {
      expect(answer).toBeGreaterThan(0);
      expect(answer).toBeLessThan(1);
    }
  });

  it('learns a regression', () => {
    const x = Array.from({ length: 1000 }, (_, row) => (row * 37) % 100);
    const target = x.map((value) => 3 * value + 1000.5);

    const trained = trainModel({ columns: [toColumn('x', x)], target, seed: 1 });

    expect(trained).toMatchObject({ problemType: 'REGRESSION', objective: 'MSE' });
    expect(compileModel(trained.modelJson).scoreRow([50])[0]).toBeCloseTo(1150.5, -1);
  });

  it('learns classes and answers a probability for each label', () => {
    const x = Array.from({ length: 900 }, (_, row) => (row * 37) % 90);
    const target = x.map((value) => (value < 30 ? 'low' : value < 60 ? 'middle' : 'high'));

    const trained = trainModel({ columns: [toColumn('x', x)], target, seed: 1 });
    const scorer = compileModel(trained.modelJson);
    const answer = scorer.scoreRow([45]);

    expect(scorer.labels).toEqual(['high', 'low', 'middle']);
    expect(answer[2]).toBeGreaterThan(0.9);
    expect(answer.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
    expect(trained).toMatchObject({ problemType: 'MULTICLASS_CLASSIFICATION', objective: 'Accuracy' });
  });
});
