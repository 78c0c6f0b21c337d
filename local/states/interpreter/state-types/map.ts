import type { Json, MapState } from '../../definition/definition.ts';
import { innerBranch, record } from '../branch.ts';
import { runConcurrently } from '../run-concurrently.ts';
import { runFlow } from '../run-flow.ts';
import type { Visit } from '../visit.ts';

// What an inline Map runs at once when it may run all, https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
const mostAtOnce = 40;

/** Runs the iterator for each item; the result is the outputs in the items' order. Throws the first iteration's StateError. */
export async function runMap({ state, input, branch, context, evaluate, evaluateAs }: Visit<MapState>): Promise<Json> {
  const items = await evaluateAs('array', state.items ?? input, 'Items');
  const limit = await evaluateAs('number', state.maxConcurrency ?? 0, 'MaxConcurrency');
  record(branch, 'MapStateStarted', { length: items.length });
  const { lastEventId } = branch;
  const outputs = await runConcurrently(items, limit || mostAtOnce, branch.signal, async (item, index, signal) => {
    const itemContext = { ...branch.context, Map: { Item: { Index: index, Value: item } } };
    const selector = { context: { ...context, ...itemContext } };
    const itemInput =
      state.itemSelector === undefined ? item : await evaluate(state.itemSelector, 'ItemSelector', selector);
    const iteration = innerBranch(branch, { signal, lastEventId, context: itemContext });
    const place = { name: state.name, index };
    record(iteration, 'MapIterationStarted', place);
    try {
      const output = await runFlow(state.itemProcessor, itemInput, iteration);
      record(iteration, 'MapIterationSucceeded', place);
      return output;
    } catch (error) {
      record(iteration, signal.aborted ? 'MapIterationAborted' : 'MapIterationFailed', place);
      throw error;
    } finally {
      branch.lastEventId = iteration.lastEventId;
    }
  });
  record(branch, 'MapStateSucceeded');
  return outputs;
}
