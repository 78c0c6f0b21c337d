import type { Json, ParallelState } from '../../definition/definition.ts';
import { note, record } from '../branch.ts';
import { runBranches } from '../run-branches.ts';
import { runFlow } from '../run-flow.ts';
import type { Visit } from '../visit.ts';

/** Runs the branches at once; the result is their outputs in order. Throws the first branch's StateError. */
export async function runParallel({ state, input, branch, evaluate }: Visit<ParallelState>): Promise<Json> {
  const { branches } = state;
  const branchInput = state.arguments === undefined ? input : await evaluate(state.arguments, 'Arguments');
  record(branch, 'ParallelStateStarted');
  const outputs = await runBranches(branch, {
    items: branches,
    atOnce: branches.length,
    contextOf: () => branch.context,
    run: (flow, _, inner) => runFlow(flow, branchInput, inner),
  });
  note(branch, 'ParallelStateSucceeded');
  return outputs;
}
