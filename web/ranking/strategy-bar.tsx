import type { CSSProperties } from 'react';
import { dataTexts } from '../../client/domain.ts';
import type { RemediationStrategy } from '../../client/generated/operations.ts';
import { percent } from './percent.ts';

interface StrategyBarProps {
  readonly strategy: RemediationStrategy;
  /** Null until there is an answer. */
  readonly ranked: { readonly rank: number; readonly probability: number; readonly shared: boolean } | null;
}

/** One strategy: its rank, its name, and its probability of success as a bar and a number. */
export function StrategyBar({ strategy, ranked }: StrategyBarProps) {
  const fill: CSSProperties = { transform: `scaleX(${ranked?.probability ?? 0})` };
  return (
    <li className={ranked?.rank === 1 && !ranked.shared ? 'bar bar--best' : 'bar'}>
      <span className="bar__rank">
        {ranked && <span className="visually-hidden">{ranked.shared ? 'Shared rank ' : 'Rank '}</span>}
        {ranked?.shared && <span aria-hidden="true">=</span>}
        {ranked?.rank ?? '–'}
      </span>
      <span className="bar__name">{dataTexts.RemediationStrategy[strategy]}</span>
      <span className="bar__percent">{ranked ? percent(ranked.probability) : ''}</span>
      <span className="bar__track" aria-hidden="true">
        <span className="bar__fill" style={fill} />
      </span>
    </li>
  );
}
