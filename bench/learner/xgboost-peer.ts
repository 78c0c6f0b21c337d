import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BinaryHyperparameters } from './binary-hyperparameters.ts';
import type { Shape } from './shape.ts';

/** The real XGBoost with one thread, in a process of its own. */
export interface XgboostPeer {
  load(shape: Shape): Promise<void>;
  /** Trains on the training rows of the shape; answers the seconds that this took. */
  train(hyperparameters: BinaryHyperparameters): Promise<number>;
  /** Predicts the rows from `firstRow` on by the model trained last. */
  predict(firstRow: number): Promise<{ readonly seconds: number; readonly predictions: Float32Array }>;
  close(): Promise<void>;
}

// Debian's python3-xgboost belongs to Debian's Python, whatever other Python comes first in the path.
const python = '/usr/bin/python3';

/** Why XGBoost cannot run here; undefined when it can. */
export function missingXgboost(): string | undefined {
  const { status, error, stderr } = spawnSync(python, ['-c', 'import xgboost'], { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `${error?.message ?? stderr.trim().split('\n').at(-1)} (Debian's package is python3-xgboost)`;
}

/** Starts XGBoost. */
export async function openXgboost(): Promise<XgboostPeer> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-learner-'));
  const path = (name: string) => join(folder, name);
  const script = fileURLToPath(new URL('./xgboost-peer.py', import.meta.url));
  // One thread for numpy and OpenMP too.
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const peer = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const answers = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  const ask = async (request: object): Promise<{ seconds: number }> => {
    peer.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await answers.next();
    if (answer.done) throw new Error('XGBoost ended; its last words are above');
    return JSON.parse(answer.value);
  };
  return {
    load: async ({ columns, labels, trainingRows }) => {
      await writeFile(path('features'), Buffer.concat(columns.map(bytesOf)));
      await writeFile(path('labels'), bytesOf(labels));
      const files = { features: path('features'), labels: path('labels') };
      await ask({ command: 'load', ...files, rows: labels.length, trainingRows });
    },
    train: async ({ num_round: rounds, ...parameters }) => {
      const request = { command: 'train', parameters: { ...parameters, objective: 'binary:logistic' }, rounds };
      return (await ask(request)).seconds;
    },
    predict: async (firstRow) => {
      const { seconds } = await ask({ command: 'predict', firstRow, predictions: path('predictions') });
      const { buffer } = new Uint8Array(await readFile(path('predictions')));
      return { seconds, predictions: new Float32Array(buffer) };
    },
    close: async () => {
      peer.stdin.end();
      if (peer.exitCode === null) await once(peer, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
