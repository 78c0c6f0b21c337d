import type { StrategyRanking } from '../../client/recourse.ts';
import { ChanceNote } from '../ranking/chance-note.tsx';
import type { Answers } from './rank-in-chunks.ts';

/** What the models that answered are worth; more than one when a new version took over in between. */
export function ModelNotes({ answers }: { readonly answers: Answers }) {
  const byModel = new Map<string, StrategyRanking>();
  for (const { ranking } of answers.values())
    if (ranking) byModel.set(`${ranking.model.name}, version ${ranking.model.version}`, ranking);
  return [...byModel].map(([name, { evaluation }]) =>
    evaluation.betterThanChance ? (
      <p key={name} className="model-note">
        <strong>{`Model ${name}.`}</strong> {evaluation.summary}
      </p>
    ) : (
      <ChanceNote key={name} title="The model cannot tell the strategies apart, so none is shown as the best.">
        {evaluation.summary}
      </ChanceNote>
    ),
  );
}
