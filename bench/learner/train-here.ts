import { once } from 'node:events';
import { startThread } from '../../local/start-thread.ts';
import type { TrainedHere, TrainingRun } from './training-run.ts';

/** Trains in a fresh thread, as CREATE MODEL does. */
export async function trainHere(run: TrainingRun): Promise<TrainedHere> {
  const thread = await startThread(new URL('./training-run.ts', import.meta.url), run);
  try {
    const [trained] = await once(thread, 'message');
    return trained as TrainedHere;
  } finally {
    await thread.terminate();
  }
}
