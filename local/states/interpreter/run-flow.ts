import type { Flow, Json } from '../definition/definition.ts';
import type { Branch } from './branch.ts';
import { runState } from './run-state.ts';

/**
 * Runs states from the first to one that ends the flow, and gives its output.
 *
 * @throws StateError that no state caught, or the reason of the branch's signal.
 */
export async function runFlow(flow: Flow, input: Json, branch: Branch): Promise<Json> {
  let name = flow.startAt;
  let output = input;
  for (;;) {
    branch.signal.throwIfAborted();
    const state = flow.states.get(name);
    if (!state) throw new Error(`The flow has no state ${name}`);
    const exit = await runState(state, output, branch);
    output = exit.output;
    if (exit.next === undefined) return output;
    name = exit.next;
  }
}
