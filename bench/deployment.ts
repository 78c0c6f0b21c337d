import { Command } from 'commander';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description = 'npm run deploy and destroy, with the real CDK CLI, on a small stand-in of an AWS account';

/** Deploys into a new account and destroys again, in the steps of docs/deploy.md; true when each ends as it says. */
export async function run(args: readonly string[]): Promise<boolean> {
  new Command('npm run bench -- deployment').description(description).parse([...args], { from: 'user' });
  const { rehearse } = await import('./deployment/rehearse.ts');
  let reached = 0;
  let steps = 0;
  for await (const { step, isReached, seconds, said } of rehearse()) {
    steps += 1;
    if (isReached) reached += 1;
    if (!tellGoal(isReached, `${step} (${seconds.toFixed(1)} s)`)) console.log(said);
  }
  console.log(`${reached} of ${steps} steps end as docs/deploy.md says`);
  return reached === steps;
}
