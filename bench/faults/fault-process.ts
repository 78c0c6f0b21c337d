import '../../commands/start/environment.ts';
import { setTheStage } from '../running/training-stage.ts';
import { drawCustomers } from '../serving/draw-customers.ts';
import { hurryLambdas } from './hurry-lambdas.ts';
import { learnAnswers } from './known.ts';
import { openCaller } from './open-caller.ts';
import { plans } from './plans.ts';
import { makeQuestions } from './questions.ts';
import { type FaultReport, type Rehearsing, rehearsePlan } from './rehearse-plan.ts';

/** What the process is told when it starts, as JSON. */
export interface FaultOptions extends Rehearsing {
  /** The plans of these names alone; all when there are none. */
  readonly only: readonly string[];
}

const questionCount = 60;

const [, , text = ''] = process.argv;
const options = JSON.parse(text) as FaultOptions;
const stage = await setTheStage();
try {
  await stage.rehearse(
    async ({ cloud, firstTraining }) => {
      await firstTraining();
      const questions = makeQuestions(questionCount, drawCustomers(options.seed));
      const known = await learnAnswers(await openCaller(cloud), questions, options.callers);
      for (const plan of plans) {
        if (options.only.length > 0 && !options.only.includes(plan.name)) continue;
        const report = await rehearsePlan(cloud, plan, known, options);
        process.send?.(report satisfies FaultReport);
      }
    },
    { change: await hurryLambdas() },
  );
} finally {
  stage.discard();
}
process.disconnect();
