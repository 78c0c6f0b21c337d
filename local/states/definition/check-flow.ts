import type { Flow, State } from './definition.ts';

/**
 * What is wrong with the ways through a flow: targets that are not there, states that no way leads to.
 *
 * @param where is the place of the flow in the definition.
 */
export function checkFlow({ startAt, states }: Flow, where: string): string[] {
  const problems: string[] = [];
  const reached = new Set<string>();
  const queue = [{ target: startAt, from: `${where}/StartAt` }];
  for (const { target, from } of queue) {
    if (reached.has(target)) continue;
    reached.add(target);
    const state = states.get(target);
    if (!state) problems.push(`${from}: Missing 'Next' target: ${target}`);
    else queue.push(...targetsOf(state).map((next) => ({ target: next, from: `${where}/States/${state.name}` })));
  }
  for (const name of states.keys()) {
    if (!reached.has(name)) problems.push(`${where}/States/${name}: State "${name}" is not reachable.`);
  }
  return problems;
}

function targetsOf(state: State): readonly string[] {
  const next = state.type === 'Choice' ? state.default : 'next' in state ? state.next : undefined;
  const forks = state.type === 'Choice' ? state.choices : 'catch' in state ? state.catch : [];
  return [...(next === undefined ? [] : [next]), ...forks.map((fork) => fork.next)];
}
