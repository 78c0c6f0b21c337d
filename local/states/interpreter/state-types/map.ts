import type { Json, MapState } from '../../definition/definition.ts';
import { type Branch, note, record } from '../branch.ts';
import { runBranches } from '../run-branches.ts';
import { runFlow } from '../run-flow.ts';
import { isTerminal } from '../state-error.ts';
import type { Visit } from '../visit.ts';

// What an inline Map runs at once when it may run all, https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
const mostAtOnce = 40;

/** Runs the iterator for each item; the result is the outputs in the items' order. Throws the first iteration's StateError. */
export async function runMap(visit: Visit<MapState>): Promise<Json> {
  const { state, input, branch, context, evaluate, evaluateAs, requireInteger } = visit;
  const items = await evaluateAs('array', state.items ?? input, 'Items');
  const atOnce = await evaluateAs('number', state.maxConcurrency ?? 0, 'MaxConcurrency');
  requireInteger(atOnce, 'MaxConcurrency', 0);
  record(branch, 'MapStateStarted', { length: items.length });
  const contextOf = (item: Json, index: number) => ({
    ...branch.context,
    Map: { Item: { Index: index, Value: item } },
  });
  const outputs = await runBranches(branch, {
    items,
    atOnce: Math.min(atOnce || mostAtOnce, mostAtOnce),
    contextOf,
    async run(item, index, iteration) {
      const selected = { context: { ...context, ...iteration.context } };
      const itemInput =
        state.itemSelector === undefined ? item : await evaluate(state.itemSelector, 'ItemSelector', selected);
      return runIteration(state, itemInput, index, iteration);
    },
  });
  note(branch, 'MapStateSucceeded');
  return outputs;
}

async function runIteration(state: MapState, input: Json, index: number, iteration: Branch): Promise<Json> {
  const place = { name: state.name, index };
  record(iteration, 'MapIterationStarted', place);
  try {
    const output = await runFlow(state.itemProcessor, input, iteration);
    record(iteration, 'MapIterationSucceeded', place);
    return output;
  } catch (error) {
    if (iteration.signal.aborted) note(iteration, 'MapIterationAborted', place);
    else if (!isTerminal(error)) note(iteration, 'MapIterationFailed', place);
    throw error;
  }
}
