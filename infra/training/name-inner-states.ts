import type { State } from './run-statements.ts';

type States = Readonly<Record<string, State>>;

/**
 * Names the states within each Map state after it, e.g. `LoadData.Execute`: a name must be unique in the whole machine,
 * https://states-language.net/spec.html#states-fields
 */
export function nameInnerStates(states: States): States {
  return mapEntries(states, (name, state) => [
    name,
    state.ItemProcessor === undefined ? state : { ...state, ItemProcessor: rename(state.ItemProcessor, name) },
  ]);
}

/** The fields that name a state, or have states by their names. */
function rename(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, prefix));
  if (typeof value !== 'object' || value === null) return value;
  return mapEntries(value as State, (field, inner) => {
    if (['Next', 'Default', 'StartAt'].includes(field)) return [field, `${prefix}.${inner}`];
    if (field !== 'States') return [field, rename(inner, prefix)];
    return [field, mapEntries(inner as States, (name, state) => [`${prefix}.${name}`, rename(state, prefix)])];
  });
}

function mapEntries<In, Out>(object: Readonly<Record<string, In>>, map: (name: string, value: In) => [string, Out]) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => map(name, value)));
}
