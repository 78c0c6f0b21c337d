import { startThread } from '../../start-thread.ts';
import type { AnyTrainingJob, FinishedModel } from '../training-job.ts';
import type { TrainingWatch } from '../training-watch.ts';
import type { TrainingMessage, TrainingRequest } from './training-thread.ts';

/** A training that goes on in a thread of its own. */
export interface Training {
  /** Rejects with the reason when the training fails, is cancelled or takes too long, or its thread dies. */
  readonly model: Promise<FinishedModel>;
  cancel(): void;
}

type OnProgress = NonNullable<TrainingWatch['onProgress']>;

/** A timer takes no more, which is almost 25 days. */
const longestTimeoutMs = 2 ** 31 - 1;

/** Starts a training; after `maxRuntimeSeconds` it fails. */
export function startTraining(training: AnyTrainingJob, maxRuntimeSeconds: number, onProgress: OnProgress): Training {
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const cancel = () => {
    Atomics.store(cancelled, 0, 1);
  };
  return { model: train({ training, cancelled }, maxRuntimeSeconds, onProgress), cancel };
}

async function train(
  request: TrainingRequest,
  maxRuntimeSeconds: number,
  onProgress: OnProgress,
): Promise<FinishedModel> {
  const thread = await startThread(new URL('./training-thread.ts', import.meta.url), request);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const late = () => reject(new Error(tooLate(request.training)));
      timer = setTimeout(late, Math.min(maxRuntimeSeconds * 1000, longestTimeoutMs));
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

/** What SageMaker says when MAX_RUNTIME ends before there is a model; the local trainer has none before its end. */
function tooLate({ kind }: AnyTrainingJob): string {
  return kind === 'auto' ? 'Autopilot candidate has no models' : 'MaxRuntimeExceeded';
}
