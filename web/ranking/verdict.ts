import { dataTexts } from '../../client/domain.ts';
import type { StrategyRanking } from '../../client/recourse.ts';
import { percent } from './percent.ts';

/** What a ranking says, in one sentence that claims no more than the model can. */
export function verdictOf({ strategies, evaluation }: StrategyRanking): string {
  const best = strategies.filter(({ rank }) => rank === 1);
  const [first] = best;
  if (!evaluation.betterThanChance || !first) return 'The model cannot tell these strategies apart.';
  const names = best.map(({ strategy }) => dataTexts.RemediationStrategy[strategy]);
  if (!first.successful && best.length === 1)
    return `None is more likely than not to help; ${names[0]} comes closest, at ${percent(first.probability)}.`;
  return best.length > 1
    ? `${new Intl.ListFormat('en').format(names)} share the first rank at ${percent(first.probability)}.`
    : `${names[0]} is the most likely to help, at ${percent(first.probability)}.`;
}
