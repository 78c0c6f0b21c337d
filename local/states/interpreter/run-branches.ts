import type { Json, JsonObject } from '../definition/definition.ts';
import type { Branch } from './branch.ts';
import { runConcurrently } from './run-concurrently.ts';

/** The branches of a state, each for one item. */
export interface Branches<Item> {
  readonly items: readonly Item[];
  readonly atOnce: number;
  /** What the context object of a branch has besides. */
  readonly contextOf: (item: Item, index: number) => JsonObject;
  readonly run: (item: Item, index: number, branch: Branch) => Promise<Json>;
}

/**
 * Runs branches within a state, whose events all follow the outer branch's last; the outer one goes on from the last event
 * of them all, or from the last of the branch that failed.
 *
 * @throws the first failure.
 */
export function runBranches<Item>(outer: Branch, { items, atOnce, contextOf, run }: Branches<Item>): Promise<Json[]> {
  const { lastEventId, variables } = outer;
  return runConcurrently(items, atOnce, outer.signal, async (item, index, signal) => {
    const context = contextOf(item, index);
    const inner: Branch = { run: outer.run, variables, context, signal, lastEventId, isInner: true };
    try {
      const output = await run(item, index, inner);
      if (!signal.aborted) outer.lastEventId = Math.max(outer.lastEventId, inner.lastEventId);
      return output;
    } catch (error) {
      if (!signal.aborted) outer.lastEventId = inner.lastEventId;
      throw error;
    }
  });
}
