import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// A chunk of 2,048 rows has 16 kB for each column of DOUBLE.
const chunksAtOnce = 32;

/**
 * Makes a function to call after each chunk of a long result. The binding frees a chunk's memory only when the chunk is
 * collected, of which V8 sees no need: to it a chunk is a small object. So every few chunks a collection of the young
 * objects, a millisecond's work, is asked for.
 */
export function createChunkCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');
  // The flag is the whole process's: any context made from now on would have the function, too.
  setFlagsFromString('--no-expose-gc');
  let chunks = 0;
  return () => {
    chunks += 1;
    if (chunks % chunksAtOnce === 0) collect({ type: 'minor' });
  };
}
