import { useEffect, useRef } from 'react';
import { InvalidCustomerError } from '../../client/errors.ts';
import type { StrategyRanking } from '../../client/recourse.ts';
import { labelOf } from '../borrower/fields.ts';
import { ChanceNote } from './chance-note.tsx';
import { failureText } from './failure-text.ts';
import { StrategyBars } from './strategy-bars.tsx';
import { verdictOf } from './verdict.ts';
import './ranking-panel.css';

interface RankingPanelProps {
  readonly ranking: StrategyRanking | null;
  readonly error: unknown;
  readonly pending: boolean;
}

/** The answer: what it says, the six strategies, and which inputs lie outside what the model knows. */
export function RankingPanel({ ranking, error, pending }: RankingPanelProps) {
  const panel = useRef<HTMLElement>(null);
  // What is wrong with the borrower is told at the fields.
  const outcome = error instanceof InvalidCustomerError ? null : (error ?? ranking);
  // On a phone the answer lies below the form, out of sight.
  useEffect(() => {
    if (outcome && !pending && panel.current && panel.current.getBoundingClientRect().top > innerHeight / 2)
      panel.current.scrollIntoView({ block: 'start' });
  }, [outcome, pending]);
  return (
    <section
      ref={panel}
      className={pending || error ? 'ranking ranking--stale card' : 'ranking card'}
      aria-labelledby="ranking-title"
      aria-busy={pending}
    >
      <h2 id="ranking-title">{ranking?.customerId ? `Strategies for customer ${ranking.customerId}` : 'Strategies'}</h2>
      <div className="ranking__verdict" aria-live="polite">
        <Verdict ranking={ranking} error={error} />
      </div>
      <StrategyBars ranking={ranking} />
      <p className="ranking__caption">Probability that the strategy brings the loan back on track.</p>
    </section>
  );
}

function Verdict({ ranking, error }: Pick<RankingPanelProps, 'ranking' | 'error'>) {
  if (error) return <p className="ranking__failure">{failureText(error)}</p>;
  if (!ranking) return <p>Describe the borrower, then rank the strategies. The form holds an example.</p>;
  return (
    <>
      {ranking.evaluation.betterThanChance ? (
        <p className="ranking__best">{verdictOf(ranking)}</p>
      ) : (
        <ChanceNote title={verdictOf(ranking)}>{ranking.evaluation.summary}</ChanceNote>
      )}
      {ranking.outOfRange.length > 0 && <OutOfRange fields={ranking.outOfRange} />}
    </>
  );
}

function OutOfRange({ fields }: { readonly fields: readonly string[] }) {
  return (
    <p className="ranking__out-of-range">
      Outside what the model saw in training: <strong>{new Intl.ListFormat('en').format(fields.map(labelOf))}</strong>.
      Read the ranking with care.
    </p>
  );
}
