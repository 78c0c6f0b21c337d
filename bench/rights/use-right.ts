import { setTimeout as sleep } from 'node:timers/promises';
import { RecourseError } from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import { recourseOf } from '../running/recourse-of.ts';
import type { Rehearsal } from '../running/training-stage.ts';

/** How the use of a right ended. */
export interface Ending {
  /** Of the execution, or the reply's errorType; undefined when all went well. */
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Something that cannot be done without a right. */
export type Use = (rehearsal: Rehearsal) => Promise<Ending>;

/** The deployment's training. */
export const train: Use = ({ firstTraining }) => firstTraining();

/** A training without a loan history, after one that had it. */
export const trainOnNothing: Use = async ({ firstTraining, removeHistory, train: again }) => {
  await firstTraining();
  removeHistory();
  return again();
};

/** A request, once there is a model. */
export const ask: Use = async ({ firstTraining, cloud }) => {
  await firstTraining();
  const recourse = await recourseOf(cloud);
  try {
    await recourse.rankStrategies(exampleCustomer);
    return {};
  } catch (error) {
    if (!(error instanceof RecourseError)) throw error;
    return { error: error.errorType ?? error.name, cause: error.message };
  }
};

/** A request whose statement does not end, which takes half a minute. */
export const askAndHang: Use = async (rehearsal) => {
  await rehearsal.firstTraining();
  rehearsal.cloud.faults.put({ faults: 'hang' });
  const ending = await ask(rehearsal);
  // The function logs what became of its cancelling once the caller has been answered.
  await sleep(100);
  return ending;
};
