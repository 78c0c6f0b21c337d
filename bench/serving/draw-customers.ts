import { generateHistory } from '../../data/generate-history.ts';
import type { Draw } from './load.ts';

/** More than a run asks about before it begins anew with the first. */
const rows = 20_000;

/** Draws customers of a generated history, one after the other; the same seed gives the same ones. */
export function drawCustomers(seed: number): Draw {
  const customers = Array.from(generateHistory({ rows, seed }), ({ customer }) => customer);
  let drawn = 0;
  return (count) => {
    const first = drawn % customers.length;
    drawn += count;
    const some = customers.slice(first, first + count);
    return [...some, ...customers.slice(0, count - some.length)];
  };
}
