import type { CSSProperties } from 'react';
import type { EvaluationFieldsFragment } from '../../client/generated/operations.ts';

/** Lowest AUC on the scale, unless the interval begins below it. */
const usualStart = 0.4;

/** The AUC as a mark on its 95 % interval, on a scale that marks chance (0.5) and ends at 1. */
export function AucInterval({ evaluation }: { readonly evaluation: EvaluationFieldsFragment | null }) {
  const start = Math.min(usualStart, evaluation?.aucLow ?? usualStart);
  const place = (auc: number) => `${(100 * (auc - start)) / (1 - start)}%`;
  const chance: CSSProperties = { left: place(0.5) };
  return (
    <div className="auc" aria-hidden="true">
      <div className="auc__track">
        <span className="auc__chance" style={chance} />
        {evaluation && (
          <>
            <span
              className="auc__interval"
              style={{ left: place(evaluation.aucLow), right: `calc(100% - ${place(evaluation.aucHigh)})` }}
            />
            <span className="auc__mark" style={{ left: place(evaluation.auc) }} />
          </>
        )}
      </div>
      <div className="auc__scale">
        <span style={chance}>0.5 chance</span>
        <span>1 perfect</span>
      </div>
    </div>
  );
}
