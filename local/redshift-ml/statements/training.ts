import { startThread } from '../../start-thread.ts';
import type { TrainedModel, TrainingJob } from '../train-model.ts';
import type { TrainingMessage, TrainingRequest } from './training-thread.ts';

/** A training that goes on in a thread of its own. */
export interface Training {
  /** Rejects with the reason when the training fails, is cancelled or takes too long. */
  readonly model: Promise<TrainedModel>;
  cancel(): void;
}

/** Starts a training; after `maxRuntimeSeconds` it fails. */
export function startTraining(
  job: TrainingRequest['job'],
  maxRuntimeSeconds: number,
  onProgress: NonNullable<TrainingJob['onProgress']>,
): Training {
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const cancel = () => {
    Atomics.store(cancelled, 0, 1);
  };
  return { model: train({ job, cancelled }, maxRuntimeSeconds, onProgress), cancel };
}

async function train(
  request: TrainingRequest,
  maxRuntimeSeconds: number,
  onProgress: NonNullable<TrainingJob['onProgress']>,
): Promise<TrainedModel> {
  const thread = await startThread(new URL('./training-thread.ts', import.meta.url), request);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const late = () => reject(new Error(`Maximum runtime of ${maxRuntimeSeconds} s reached`));
      timer = setTimeout(late, maxRuntimeSeconds * 1000);
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`The training thread ended with code ${code}`)));
      thread.on('message', (message: TrainingMessage) => {
        if (message.type === 'trained') resolve(message.model);
        else onProgress(message.done, message.total);
      });
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
