import { parentPort, workerData } from 'node:worker_threads';
import { type AnyTrainingJob, type FinishedModel, runTraining } from '../training-job.ts';

/** What the training thread is started with; the flag turns 1 when the training shall end. */
export interface TrainingRequest {
  readonly training: AnyTrainingJob;
  readonly cancelled: Int32Array;
}

/** What the training thread says. */
export type TrainingMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'trained'; readonly model: FinishedModel };

function train({ training, cancelled }: TrainingRequest): void {
  const say = (message: TrainingMessage) => parentPort?.postMessage(message);
  let shown = -1;
  const model = runTraining(training, {
    isCancelled: () => Atomics.load(cancelled, 0) === 1,
    onProgress: (done, total) => {
      if (done === shown) return;
      shown = done;
      say({ type: 'progress', done, total });
    },
  });
  say({ type: 'trained', model });
}

train(workerData as TrainingRequest);
