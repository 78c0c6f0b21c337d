import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';

/** Numbers that the model is trained on. */
export const featureNames = Array.from({ length: 14 }, (_, index) => `f${index}`);

/** The columns of a row, with their types in Redshift and in DuckDB alike. */
export const columnTypes = {
  id: 'INTEGER',
  ...Object.fromEntries(featureNames.map((name, index) => [name, index < 10 ? 'DOUBLE PRECISION' : 'INTEGER'])),
  note: 'VARCHAR(32)',
  day: 'DATE',
  good: 'BOOLEAN',
};

/** The features of a row: ten uniform numbers and four whole ones. */
export function randomFeatures(random: () => number): number[] {
  return featureNames.map((_, index) =>
    index < 10 ? Math.round(random() * 1e6) / 1e3 : Math.floor(random() * 10 ** (index - 9)),
  );
}

/** Writes as many rows as CSV, and the same rows gzipped, always the same; gives the bytes of the CSV. */
export async function writeRows(path: string, zippedPath: string, rows: number): Promise<number> {
  const random = seededRandom(1);
  const file = createWriteStream(path);
  for (let begin = 0; begin < rows; begin += 1_000) {
    const lines: string[] = [];
    for (let id = begin; id < Math.min(rows, begin + 1_000); id += 1) lines.push(line(id, random));
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(zippedPath));
  return file.bytesWritten;
}

function line(id: number, random: () => number): string {
  const features = randomFeatures(random);
  const good = (features[0] ?? 0) + (features[1] ?? 0) > 900 + 200 * random();
  const day = `20${10 + (id % 15)}-0${1 + (id % 9)}-1${id % 10}`;
  return `${id},${features.join(',')},"case ${id % 977}, closed",${day},${good ? 'True' : 'False'}\n`;
}
