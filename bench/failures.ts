import { Command } from 'commander';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description =
  'whether every failure of the training is told by its name and cause, and leaves the version before answering';

/** Provokes every failure, with a version before and without; true when each ended as it should. */
export async function run(args: readonly string[]): Promise<boolean> {
  new Command('npm run bench -- failures').description(description).parse([...args], { from: 'user' });
  // Loads the local cloud and the CDK, which the list of benches does without.
  const { setTheStage } = await import('./running/training-stage.ts');
  const { provocations } = await import('./failures/provocations.ts');
  const { isAsTold, rehearseFailure } = await import('./failures/rehearse-failure.ts');
  const stage = await setTheStage();
  const met: boolean[] = [];
  try {
    for (const provocation of provocations) {
      for (const before of provocation.before) {
        const failed = await rehearseFailure(stage, provocation, before);
        const isMet = isAsTold(failed, provocation, before);
        met.push(isMet);
        const { error = 'trained', answer, cause } = failed;
        const outcome = `${error.padEnd(18)} ${answer.padEnd(26)}`;
        console.log(`${isMet ? 'as told' : 'NOT SO '} ${outcome} ${provocation.name}${isMet ? '' : `: ${cause}`}`);
      }
    }
  } finally {
    stage.discard();
  }
  const count = met.filter(Boolean).length;
  return tellGoal(count === met.length, `${count} of ${met.length} failures end as they should`);
}
