import type { AnyNode } from 'acorn';
import { globalValues, staticMethods, utilsExports } from '../built-ins.ts';
import type { Report } from './problem.ts';
import type { Binding, Scopes } from './scopes.ts';

/**
 * Reports assignments to `ctx` or to what it holds directly, in the two handlers, and to what is not the resolver's own:
 * imports and globals.
 */
export function checkAssignment(
  node: AnyNode,
  ancestors: readonly AnyNode[],
  scopes: Scopes,
  contexts: ReadonlySet<Binding>,
  report: Report,
): void {
  for (const target of assignedBy(node).flatMap(targetsIn)) {
    const [root, ...members] = pathTo(target);
    if (root?.type !== 'Identifier') continue;
    const binding = scopes.find(root.name, ancestors);
    if (binding && contexts.has(binding) && members.length < 2) {
      report(node, rule, `${root.name} and its properties cannot be reassigned`);
    } else if (binding ? binding.kind === 'import' : isGlobal(root.name)) {
      report(node, rule, `${root.name} cannot be reassigned`);
    }
  }
}

const rule = 'no-disallowed-re-assignment';

const isGlobal = (name: string) => name in staticMethods || globalValues.has(name) || utilsExports.has(name);

/** The left side of what assigns or deletes. */
function assignedBy(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return [node.left];
    case 'ForOfStatement':
    case 'ForInStatement':
      return node.left.type === 'VariableDeclaration' ? [] : [node.left];
    case 'UnaryExpression':
      return node.operator === 'delete' ? [node.argument] : [];
    default:
      return [];
  }
}

/** What a left side assigns to: names and members, out of patterns. */
function targetsIn(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'ObjectPattern':
      return node.properties.flatMap((property) =>
        targetsIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return node.elements.flatMap((element) => (element ? targetsIn(element) : []));
    case 'RestElement':
      return targetsIn(node.argument);
    case 'AssignmentPattern':
      return targetsIn(node.left);
    case 'ChainExpression':
      return targetsIn(node.expression);
    default:
      return [node];
  }
}

/** The root of `a.b[c]`, then each member expression on the way to it. */
function pathTo(node: AnyNode): readonly AnyNode[] {
  return node.type === 'MemberExpression' ? [...pathTo(node.object), node] : [node];
}
