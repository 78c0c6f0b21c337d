import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where a model's JSON is kept. */
function modelPath(folder: string, modelId: number): string {
  return join(folder, 'models', `${modelId}.json`);
}

/** Keeps a model; after a crash the file is whole or not there. */
export function writeModelFile(folder: string, modelId: number, modelJson: string): void {
  const path = modelPath(folder, modelId);
  const unfinished = `${path}.unfinished`;
  mkdirSync(join(folder, 'models'), { recursive: true });
  const file = openSync(unfinished, 'w');
  try {
    writeSync(file, modelJson);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** Reads a model. */
export function readModelFile(folder: string, modelId: number): string {
  return readFileSync(modelPath(folder, modelId), 'utf8');
}

/** Deletes a model that may be there. */
export function removeModelFile(folder: string, modelId: number): void {
  rmSync(modelPath(folder, modelId), { force: true });
}

/** Deletes what a crash left: files of models that the catalog does not know. */
export function removeOrphans(folder: string, modelIds: ReadonlySet<number>): void {
  const models = join(folder, 'models');
  if (!existsSync(models)) return;
  const known = new Set([...modelIds].map((id) => `${id}.json`));
  for (const name of readdirSync(models)) if (!known.has(name)) rmSync(join(models, name));
}
