import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';

interface JsonataFunction {
  readonly name: string;
  /** https://docs.jsonata.org/embedding-extending#function-signature-syntax */
  readonly signature: string;
  readonly run: Parameters<Expression['registerFunction']>[1];
}

const hashAlgorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * The functions that Step Functions adds to JSONata, and `$eval`, which it takes away.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export const jsonataFunctions: readonly JsonataFunction[] = [
  { name: 'partition', signature: '<an:a>', run: partition },
  { name: 'range', signature: '<nnn:a>', run: range },
  { name: 'hash', signature: '<ss:s>', run: hash },
  { name: 'random', signature: '<n?:n>', run: random },
  { name: 'uuid', signature: '<:s>', run: () => randomUUID() },
  { name: 'parse', signature: '<s:x>', run: (text: string) => JSON.parse(text) },
  { name: 'eval', signature: '<s-x?:x>', run: refuseEval },
];

/** From 0 up to 1; the same for the same seed. */
function random(seed?: number): number {
  if (seed === undefined) return Math.random();
  const digest = createHash('sha256')
    .update(String(Math.floor(seed)))
    .digest();
  return digest.readUInt32BE() / 2 ** 32;
}

function partition(items: readonly unknown[], size: number): unknown[][] {
  const length = Math.floor(size);
  if (length < 1) throw new Error('The second argument of function "partition" must be a positive number');
  return Array.from({ length: Math.ceil(items.length / length) }, (_, at) =>
    items.slice(at * length, (at + 1) * length),
  );
}

/** From the first to the last number, both included, in these steps. */
function range(first: number, last: number, step: number): number[] {
  const [from, to, by] = [first, last, step].map(Math.floor) as [number, number, number];
  if (by === 0) throw new Error('The third argument of function "range" must not be 0');
  const count = Math.floor((to - from) / by) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => from + at * by);
}

function hash(text: string, algorithm: string): string {
  const name = hashAlgorithms[algorithm];
  if (name === undefined) throw new Error(`Function "hash" knows no algorithm "${algorithm}"`);
  return createHash(name).update(text).digest('hex');
}

function refuseEval(): never {
  throw Object.assign(new Error('Attempted to invoke a non-function'), { code: 'T1006' });
}
