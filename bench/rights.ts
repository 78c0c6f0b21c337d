import { Command } from 'commander';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description =
  'whether a training and a request can do without any single right of the template or of sql/';

/** Does what each right is for without it; true when that failed every time as it should, and said so. */
export async function run(args: readonly string[]): Promise<boolean> {
  new Command('npm run bench -- rights').description(description).parse([...args], { from: 'user' });
  // Loads the local cloud and the CDK, which the list of benches does without.
  const { setTheStage } = await import('./running/training-stage.ts');
  const { rights, doWithout } = await import('./rights/rights.ts');
  const stage = await setTheStage();
  let needed = 0;
  try {
    for (const right of rights) {
      const { error, isSaid } = await doWithout(stage, right);
      const isNeeded = error === right.endsIn && isSaid;
      if (isNeeded) needed += 1;
      console.log(`${isNeeded ? 'needed ' : 'NOT SO '} ${(error ?? 'done').padEnd(18)} without ${right.name}`);
    }
  } finally {
    stage.discard();
  }
  return tellGoal(needed === rights.length, `${needed} of ${rights.length} rights are needed`);
}
