import { expect, it, onTestFinished } from 'vitest';
import { type Rehearsal, setTheStage } from '../../bench/running/training-stage.ts';
import { ModelNotReadyError } from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createRecourse } from '../../client/recourse.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';

/** Asks again and again, and gives what was heard, each once, until there is an answer. */
async function ask({ cloud }: Rehearsal): Promise<(string | null)[]> {
  const token = await fetchIdToken(demoSignIn(cloud));
  const recourse = createRecourse({ endpoint: `${cloud.url}/graphql`, token, maxRetries: 0 });
  const heard = new Set<string | null>();
  for (;;) {
    try {
      await recourse.rankStrategies(exampleCustomer);
      return [...heard];
    } catch (error) {
      if (!(error instanceof ModelNotReadyError)) throw error;
      heard.add(error.state);
    }
  }
}

it('who asks during the first training hears how far it is, and never anything else', async () => {
  const stage = await setTheStage();
  onTestFinished(() => stage.discard());

  const heard = await stage.rehearse(async (rehearsal) => {
    const [states] = await Promise.all([ask(rehearsal), rehearsal.firstTraining()]);
    return states;
  });

  expect(heard).toContain('TRAINING');
  expect(heard).toEqual(['NOT_TRAINED', 'LOADING', 'TRAINING', 'EVALUATING'].filter((state) => heard.includes(state)));
});
