import type { StrategyRanking } from '../../client/recourse.ts';
import { AucInterval } from './auc-interval.tsx';
import './evaluation-panel.css';

const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** How the model that answered did on cases it had not seen. */
export function EvaluationPanel({ ranking }: { readonly ranking: StrategyRanking | null }) {
  const evaluation = ranking?.evaluation ?? null;
  const model = ranking?.model;
  return (
    <section
      className={evaluation?.betterThanChance ? 'evaluation evaluation--informed card' : 'evaluation card'}
      aria-labelledby="evaluation-title"
    >
      <h2 id="evaluation-title">How far to trust it</h2>
      <p className="evaluation__auc">
        <span className="evaluation__value">{evaluation?.auc.toFixed(2) ?? '–'}</span>
        <span>
          <abbr title="Area under the ROC curve">AUC</abbr>
          {evaluation && (
            <span className="evaluation__range">
              95 % interval
              <br />
              {evaluation.aucLow.toFixed(2)} to {evaluation.aucHigh.toFixed(2)}
            </span>
          )}
        </span>
      </p>
      <AucInterval evaluation={evaluation} />
      <p className="evaluation__summary">
        {evaluation?.summary ?? 'Each ranking comes with the evaluation of the model that made it.'}
      </p>
      <dl>
        <dt>Brier score</dt>
        <dd>{evaluation?.brier.toFixed(3) ?? '–'}</dd>
        <dt>Unseen cases</dt>
        <dd>{evaluation?.rows.toLocaleString('en') ?? '–'}</dd>
        <dt>Model</dt>
        <dd>{model?.name ?? '–'}</dd>
        <dt>Version</dt>
        <dd>{model?.version ?? '–'}</dd>
        <dt>Trained</dt>
        <dd>{model ? <time dateTime={model.trainedAt}>{date.format(new Date(model.trainedAt))}</time> : '–'}</dd>
      </dl>
    </section>
  );
}
