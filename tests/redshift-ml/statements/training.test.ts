import { describe, expect, it } from 'vitest';
import { startTraining } from '../../../local/redshift-ml/statements/training.ts';
import type { AnyTrainingJob } from '../../../local/redshift-ml/training-job.ts';

const noisy: AnyTrainingJob = {
  kind: 'auto',
  job: {
    columns: [
      { name: 'x', kind: 'numeric', values: Float32Array.from({ length: 50_000 }, (_, row) => (row * 37) % 1009) },
    ],
    target: Array.from({ length: 50_000 }, (_, row) => (row * 7919) % 2 === 0),
    seed: 1,
  },
};

describe('a training in its thread', () => {
  it('fails with what broke it when it crashes', async () => {
    const broken = { kind: 'auto', job: {} } as AnyTrainingJob;

    await expect(startTraining(broken, 60, () => undefined).model).rejects.toThrow(
      /Cannot read properties of undefined/,
    );
  });

  it('fails when its thread runs out of time, and when it is cancelled', async () => {
    const late = startTraining(noisy, 0.001, () => undefined);
    const cancelled = startTraining(noisy, 60, () => undefined);
    cancelled.cancel();

    await expect(late.model).rejects.toThrow('Autopilot candidate has no models');
    await expect(cancelled.model).rejects.toThrow('the training was cancelled');
  });
});
