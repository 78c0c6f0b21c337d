import type { Json, ParallelState } from '../../definition/definition.ts';
import { innerBranch, record } from '../branch.ts';
import { runConcurrently } from '../run-concurrently.ts';
import { runFlow } from '../run-flow.ts';
import type { Visit } from '../visit.ts';

/** Runs the branches at once; the result is their outputs in order. Throws the first branch's StateError. */
export async function runParallel({ state, input, branch, evaluate }: Visit<ParallelState>): Promise<Json> {
  const { branches } = state;
  const branchInput = state.arguments === undefined ? input : await evaluate(state.arguments, 'Arguments');
  record(branch, 'ParallelStateStarted');
  const { lastEventId } = branch;
  const outputs = await runConcurrently(branches, branches.length, branch.signal, async (flow, _, signal) => {
    const inner = innerBranch(branch, { signal, lastEventId });
    try {
      return await runFlow(flow, branchInput, inner);
    } finally {
      branch.lastEventId = inner.lastEventId;
    }
  });
  record(branch, 'ParallelStateSucceeded');
  return outputs;
}
