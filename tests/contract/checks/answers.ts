import { expect } from 'vitest';
import { dataTexts } from '../../../graphql/generated/domain.ts';
import type { Check } from '../api.ts';
import { describeModel, predict, rank } from '../queries.ts';

const strategies = Object.keys(dataTexts.RemediationStrategy);

/** What a right question is answered with. */
export const answers: readonly Check[] = [
  {
    id: 'ANS1',
    must: 'MUST rank each of the six strategies once, best first',
    async check(api) {
      const ranking = await rank(api);
      expect(ranking.strategies.map(({ strategy }) => strategy).sort()).toEqual([...strategies].sort());
      const ranks = ranking.strategies.map(({ rank }) => rank);
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(ranks[0]).toBe(1);
    },
  },
  {
    id: 'ANS2',
    must: 'MUST give probabilities from 0 to 1 and call the more probable outcome successful',
    async check(api) {
      for (const { probability, successful } of (await rank(api)).strategies) {
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        if (probability !== 0.5) expect(successful).toBe(probability > 0.5);
      }
    },
  },
  {
    id: 'ANS3',
    must: 'MUST predict for one strategy what the ranking says of it',
    async check(api) {
      const ranking = await rank(api);
      for (const { strategy, probability, successful } of ranking.strategies) {
        expect(await predict(api, strategy)).toMatchObject({ strategy, probability, successful, model: ranking.model });
      }
    },
  },
  {
    id: 'ANS4',
    must: 'MUST order by probability when the model is better than chance, and give equal ranks when it is not',
    async check(api) {
      const { strategies: ranked, evaluation } = await rank(api);
      const probabilities = ranked.map(({ probability }) => probability);
      if (evaluation.betterThanChance) expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      else expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map(() => 1));
    },
  },
  {
    id: 'ANS5',
    must: 'MUST return the customerId as it came, whatever its characters',
    async check(api) {
      for (const customerId of [
        "'; DROP TABLE recourse.strategies; --",
        ':customers {{schema}} $1 "\\',
        '🏦 Ünïcode',
        '',
      ]) {
        expect((await rank(api, { customerId })).customerId).toBe(customerId);
      }
      expect((await rank(api, { customerId: null })).customerId).toBeNull();
    },
  },
  {
    id: 'ANS6',
    must: 'MUST name the fields that lie outside what the model saw, and still answer',
    async check(api) {
      const ranking = await rank(api, { age: 120, income: 100_000_000 });
      expect(ranking.strategies).toHaveLength(6);
      expect(ranking.outOfRange).toEqual(['age', 'income']);
    },
  },
  {
    id: 'ANS7',
    must: 'MUST tell which model answered and how it did on cases that it had not seen',
    async check(api) {
      const { state, version, evaluation } = await describeModel(api);
      expect(state).toBe('READY');
      const ranking = await rank(api);
      expect(ranking.model).toEqual(version);
      expect(ranking.evaluation).toEqual(evaluation);
      expect(evaluation?.betterThanChance).toBe((evaluation?.aucLow ?? 0) > 0.5);
      expect(evaluation?.summary).toContain('AUC');
      expect(evaluation?.aucLow).toBeLessThanOrEqual(evaluation?.auc ?? 0);
    },
  },
  {
    id: 'ANS8',
    must: 'MUST answer the same whether loanInterestRate is given or derived',
    async check(api) {
      const derived = await rank(api, { interestRate: 0.07 });
      expect(await rank(api, { interestRate: 0.07, loanInterestRate: 7.000000000000001 })).toEqual(derived);
    },
  },
];
