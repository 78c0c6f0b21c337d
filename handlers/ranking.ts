import { dataTexts } from '../graphql/generated/domain.ts';
import type { RankedStrategy } from '../graphql/generated/types.ts';
import type { ScoredStrategy } from './score.ts';

const schemaOrder = Object.keys(dataTexts.RemediationStrategy);

/**
 * Ranks strategies by probability, best first; equal probabilities share a rank (1, 2, 2, 4). A model that is no better
 * than chance cannot tell them apart: all get rank 1, in the order of the schema.
 */
export function rankByProbability(scored: readonly ScoredStrategy[], betterThanChance: boolean): RankedStrategy[] {
  const inSchemaOrder = [...scored].sort((a, b) => schemaOrder.indexOf(a.strategy) - schemaOrder.indexOf(b.strategy));
  if (!betterThanChance) return inSchemaOrder.map((strategy) => ({ rank: 1, ...strategy }));
  return inSchemaOrder
    .sort((a, b) => b.probability - a.probability)
    .map((strategy) => ({
      rank: 1 + scored.filter((other) => other.probability > strategy.probability).length,
      ...strategy,
    }));
}
