import type { ChoiceState } from '../../definition/definition.ts';
import type { Outcome } from '../run-state.ts';
import type { Visit } from '../visit.ts';

/** Takes the first rule whose condition is true, or the default. Throws StateError States.Runtime, as AWS does in place of States.NoChoiceMatched. */
export async function choose({ state, evaluateAs, error }: Visit<ChoiceState>): Promise<Outcome> {
  for (const [index, rule] of state.choices.entries()) {
    const place = `Choices[${index}]/`;
    if (await evaluateAs('boolean', rule.condition, `${place}Condition`)) return { ...rule, states: {}, place };
  }
  if (state.default === undefined) {
    throw error('States.Runtime', 'Failed to transition out of the state. The state does not point to a next state.');
  }
  return { next: state.default, output: state.output, assign: state.assign, states: {}, place: '' };
}
