import { parentPort, workerData } from 'node:worker_threads';
import { type TrainedModel, type TrainingJob, trainModel } from '../train-model.ts';

/** What the training thread is started with; the flag turns 1 when the training shall end. */
export interface TrainingRequest {
  readonly job: Omit<TrainingJob, 'onProgress' | 'isCancelled'>;
  readonly cancelled: Int32Array;
}

/** What the training thread says. */
export type TrainingMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'trained'; readonly model: TrainedModel };

function train({ job, cancelled }: TrainingRequest): void {
  const say = (message: TrainingMessage) => parentPort?.postMessage(message);
  let shown = -1;
  const model = trainModel({
    ...job,
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
