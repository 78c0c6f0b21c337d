import type { Flow, State } from './definition.ts';

const mostLetters = 80;

/**
 * What is wrong with the variables that states assign: their names, and a name in an inner scope that an outer one has.
 *
 * @param where is the place of the flow in the definition.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function checkVariables(flow: Flow, where = '', outer: ReadonlySet<string> = new Set()): string[] {
  const assigned = [...flow.states.values()].flatMap((state) =>
    variablesOf(state).map((variable) => ({ variable, place: `${where}/States/${state.name}/Assign` })),
  );
  const problems = assigned.flatMap(({ variable, place }) => {
    const reason = whyNot(variable, outer);
    return reason === undefined ? [] : [`${place}: variable "${variable}" ${reason}`];
  });
  const scope = new Set([...outer, ...assigned.map(({ variable }) => variable)]);
  const inner = [...flow.states.values()].flatMap((state) =>
    innerFlows(state).flatMap(([path, innerFlow]) =>
      checkVariables(innerFlow, `${where}/States/${state.name}/${path}`, scope),
    ),
  );
  return [...problems, ...inner];
}

function variablesOf(state: State): string[] {
  const own = 'assign' in state ? [state.assign] : [];
  const forks = state.type === 'Choice' ? state.choices : 'catch' in state ? state.catch : [];
  return [...own, ...forks.map(({ assign }) => assign)].flatMap((assign) => Object.keys(assign ?? {}));
}

function innerFlows(state: State): [path: string, flow: Flow][] {
  if (state.type === 'Map') return [['ItemProcessor', state.itemProcessor]];
  if (state.type === 'Parallel') return state.branches.map((branch, index) => [`Branches[${index}]`, branch]);
  return [];
}

function whyNot(variable: string, outer: ReadonlySet<string>): string | undefined {
  if (variable === 'states') return 'is reserved';
  if (!/^\p{ID_Start}\p{ID_Continue}*$/u.test(variable)) return 'is not a name that variables can have';
  if (variable.length > mostLetters) return `is longer than ${mostLetters} characters`;
  if (outer.has(variable)) return 'is assigned in an outer scope, too';
  return undefined;
}
