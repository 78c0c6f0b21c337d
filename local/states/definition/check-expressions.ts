import { expressionIn, parseExpression } from '../expressions/expression.ts';
import type { Json, JsonObject } from './definition.ts';
import { DefinitionError } from './definition-error.ts';

/** A member of `$states` that only some fields see. */
type Reserved = 'result' | 'errorOutput';

/**
 * Parses every expression of a state but those of states within it, and looks at what each says of `$states`.
 *
 * @throws DefinitionError naming the place of an expression that cannot be played.
 */
export function checkExpressions(state: JsonObject, where: string): void {
  const hasResult = ['Task', 'Map', 'Parallel'].includes(String(state.Type));
  const { ItemProcessor: _, Branches: __, Catch, ...own } = state;
  for (const [name, value] of Object.entries(own)) {
    const seesResult = hasResult && (name === 'Assign' || name === 'Output');
    check(value, `${where}/${name}`, seesResult ? ['result'] : []);
  }
  check(Catch ?? null, `${where}/Catch`, ['errorOutput']);
}

function check(value: Json, where: string, seen: readonly Reserved[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) check(item, `${where}[${index}]`, seen);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) check(item, `${where}/${name}`, seen);
  } else if (typeof value === 'string') checkText(value, where, seen);
}

function checkText(text: string, where: string, seen: readonly Reserved[]): void {
  const source = expressionIn(text);
  if (source === undefined) {
    if (!text.startsWith('{%') && !text.endsWith('%}')) return;
    throw new DefinitionError(`${where}: an expression must begin with {% and end with %}, without spaces around them`);
  }
  const unseen = reservedIn(parse(source, where)).find((name) => !seen.includes(name));
  if (unseen) throw new DefinitionError(`${where}: $states.${unseen} is not accessible here`);
}

function parse(source: string, where: string): unknown {
  try {
    return parseExpression(source).ast();
  } catch (error) {
    const { message } = error as { readonly message?: unknown };
    throw new DefinitionError(`${where}: ${message} in the JSONata expression '${source}'`);
  }
}

/** The syntax tree has a path for `$states.result`: the variable, then the name. */
function reservedIn(node: unknown): Reserved[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(reservedIn);
  if (!('steps' in node) || !Array.isArray(node.steps)) return inner;
  const [root, member] = node.steps;
  const isStates = root?.type === 'variable' && root.value === 'states';
  return isStates && (member?.value === 'result' || member?.value === 'errorOutput') ? [member.value, ...inner] : inner;
}
