import { dataTexts } from '../../client/domain.ts';
import type { RemediationStrategy } from '../../client/generated/operations.ts';
import type { StrategyRanking } from '../../client/recourse.ts';
import { StrategyBar } from './strategy-bar.tsx';

const unranked = Object.keys(dataTexts.RemediationStrategy) as RemediationStrategy[];

/** The six strategies as bars on one scale from 0 to 100 percent, best first; empty bars until there is an answer. */
export function StrategyBars({ ranking }: { readonly ranking: StrategyRanking | null }) {
  const ranked = ranking?.strategies ?? [];
  const isShared = (rank: number) => ranked.filter((other) => other.rank === rank).length > 1;
  return (
    <div className={ranking && !ranking.evaluation.betterThanChance ? 'bars bars--chance' : 'bars'}>
      <ol>
        {ranking
          ? ranked.map(({ rank, strategy, probability }) => (
              <StrategyBar key={strategy} strategy={strategy} ranked={{ rank, probability, shared: isShared(rank) }} />
            ))
          : unranked.map((strategy) => <StrategyBar key={strategy} strategy={strategy} ranked={null} />)}
      </ol>
      <div className="bars__scale" aria-hidden="true">
        <span>0 %</span>
        <span>50 %</span>
        <span>100 %</span>
      </div>
    </div>
  );
}
