/** A moment of a training: a state is entered for the so manieth time. */
export interface TrainingMoment {
  /** The state of the workflow, for people. */
  readonly name: string;
  /** The state itself, or one within it. */
  readonly state: string;
  readonly entry: number;
}

interface State {
  readonly Items?: unknown;
  readonly ItemProcessor?: { readonly StartAt: string };
}

/**
 * The moments to kill a training at: when each state of the workflow is entered, and in those that run several statements
 * before the last one, too.
 *
 * @param definition is the workflow's, in the Amazon States Language.
 * @param entered are the states that a training entered, those within states among them.
 */
export function trainingMoments(definition: string, entered: readonly string[]): TrainingMoment[] {
  const { States: states } = JSON.parse(definition) as { readonly States: Readonly<Record<string, State>> };
  return [...new Set(entered)].flatMap((name) => {
    const state = states[name];
    if (!state) return [];
    const moment = { name, state: name, entry: 1 };
    const items = Array.isArray(state.Items) ? state.Items.length : 1;
    if (!state.ItemProcessor || items === 1) return [moment];
    const half = { name: `${name}, before the last of ${items}`, state: state.ItemProcessor.StartAt, entry: items };
    return [moment, half];
  });
}
