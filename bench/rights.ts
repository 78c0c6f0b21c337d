import { Command } from 'commander';

/** One line for the list of benches. */
export const description = 'whether the training can do without any single right of the template or of sql/';

/** Trains once without each right; true when every training ended in the state that the right is for, and said so. */
export async function run(args: readonly string[]): Promise<boolean> {
  new Command('npm run bench -- rights').description(description).parse([...args], { from: 'user' });
  // Loads the local cloud and the CDK, which the list of benches does without.
  const { setTheStage } = await import('./rights/rehearse.ts');
  const { rights, trainWithout } = await import('./rights/rights.ts');
  const stage = await setTheStage();
  let needed = 0;
  try {
    for (const right of rights) {
      const { error, isSaid } = await trainWithout(stage, right);
      const isNeeded = error === right.endsIn && isSaid;
      if (isNeeded) needed += 1;
      console.log(`${isNeeded ? 'needed ' : 'NOT SO '} ${(error ?? 'trained').padEnd(18)} without ${right.name}`);
    }
  } finally {
    stage.discard();
  }
  const isReached = needed === rights.length;
  console.log(`${isReached ? 'reached' : 'MISSED '}  ${needed} of ${rights.length} rights are needed`);
  return isReached;
}
