import { describe, expect, it } from 'vitest';
import { InternalFailureError } from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import type { StrategyRanking } from '../../client/recourse.ts';
import { rankingQuery } from '../../web/query/ranking-query.ts';
import { failureText } from '../../web/ranking/failure-text.ts';
import { verdictOf } from '../../web/ranking/verdict.ts';

const evaluation = { auc: 0.7, aucLow: 0.68, aucHigh: 0.72, brier: 0.2, rows: 900, summary: '', evaluatedAt: '' };

function rankingOf(ranks: readonly number[], { betterThanChance = true, best = 0.624 } = {}): StrategyRanking {
  const names = ['FORBEARANCE', 'DEFERMENT', 'REFINANCING'] as const;
  return {
    customerId: null,
    outOfRange: [],
    model: { name: 'outcome', version: 1, trainedAt: '' },
    evaluation: { ...evaluation, betterThanChance },
    strategies: names.map((strategy, index) => {
      const rank = ranks[index] ?? 0;
      const probability = best / rank;
      return { strategy, rank, probability, successful: probability > 0.5 };
    }),
  };
}

describe('the verdict', () => {
  it('names the best strategy with its probability in percent', () => {
    expect(verdictOf(rankingOf([1, 2, 3]))).toBe('Forbearance is the most likely to help, at 62.4\u00a0%.');
  });

  it('does not call the best of bad chances likely', () => {
    expect(verdictOf(rankingOf([1, 2, 3], { best: 0.272 }))).toBe(
      'None is more likely than not to help; Forbearance comes closest, at 27.2\u00a0%.',
    );
  });

  it('names all that share the first rank', () => {
    expect(verdictOf(rankingOf([1, 1, 3]))).toBe('Forbearance and Deferment share the first rank at 62.4\u00a0%.');
  });

  it('names none when the model is no better than chance', () => {
    expect(verdictOf(rankingOf([1, 1, 1], { betterThanChance: false }))).toBe(
      'The model cannot tell these strategies apart.',
    );
  });
});

describe('the text of a failure', () => {
  it('of no known kind names the request by which the log tells more', () => {
    const failure = new InternalFailureError('The prediction failed unexpectedly.', { requestId: 'a1-b2' });

    expect(failureText(failure)).toBe('The prediction failed unexpectedly. The log tells more under a1-b2.');
  });
});

describe('the query behind a ranking', () => {
  it('is set at the margin, its definitions a line apart', () => {
    const { query, variables } = rankingQuery(exampleCustomer);

    expect(query).toMatch(/^query rankStrategies\(/);
    expect(query.match(/(?<=\n}\n\n)fragment \w+/g)).toEqual(['fragment EvaluationFields', 'fragment RankingFields']);
    expect(JSON.parse(variables)).toEqual({ customer: exampleCustomer });
  });
});
