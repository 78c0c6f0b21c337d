import { writeFileSync } from 'node:fs';
import { OBJECTIVES } from '../../local/redshift-ml/learner/objective.ts';
import { labelsFor, openJudge, type Problem, randomColumns, trainHere } from './xgboost-judge.ts';

// `npx tsx tests/redshift-ml/record-xgboost.ts` writes what the real XGBoost trains and predicts, for machines without it.
const given = { num_round: 3, max_depth: 3, lambda: 2, min_child_weight: 2, base_score: 0.4 };
const columns = randomColumns(120, 20, 0.2, 8);
const xgboost = openJudge();
const lines: object[] = [{ given, columns }];
for (const objective of OBJECTIVES) {
  const labels = labelsFor(objective, columns, 9);
  const problem: Problem = { objective, columns, labels, trainingRows: labels.map((_, row) => row), given };
  const { trained, trainedModel } = await xgboost.judge(problem, trainHere(problem));
  lines.push({ objective, labels, predictions: trained, model: JSON.parse(trainedModel) });
}
xgboost.close();
const recorded = new URL('./recorded-xgboost.jsonl', import.meta.url);
writeFileSync(recorded, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
