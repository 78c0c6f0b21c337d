import type { AnyNode, Program } from 'acorn';
import { growingMethods } from '../built-ins.ts';
import { nameOf } from './name-rules.ts';
import type { Report } from './problem.ts';
import { isFunction, walk } from './walk.ts';

/**
 * Reports an array that grows while a for-of runs over it: the one endless loop that the language admits. A name, its
 * plain aliases and everything inside them count as one array; a function that grows it counts wherever it stands.
 */
export function checkGrowingIteration(program: Program, report: Report): void {
  const aliases = findAliases(program);
  walk(program, (loop) => {
    if (loop.type !== 'ForOfStatement') return;
    const iterated = rootOf(loop.right);
    if (iterated === undefined) return;
    walk(program, (node, ancestors) => {
      const grown = grownRoot(node);
      if (grown === undefined || aliases(grown) !== aliases(iterated)) return;
      const insideLoop =
        ancestors.includes(loop.body) || ancestors.some((ancestor) => isFunction(ancestor) && !holds(ancestor, loop));
      if (insideLoop) report(node, 'no-growing-iteration', `${grown} must not grow while for-of runs over it`);
    });
  });
}

function grownRoot(node: AnyNode): string | undefined {
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    return growingMethods.has(nameOf(node.callee) ?? '') ? rootOf(node.callee.object) : undefined;
  }
  // xs[i] = x and xs.length = n lengthen an array as well.
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  return node.left.computed || nameOf(node.left) === 'length' ? rootOf(node.left.object) : undefined;
}

function rootOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return rootOf(node.expression);
  return node.type === 'MemberExpression' ? rootOf(node.object) : undefined;
}

function findAliases(program: Program): (name: string) => string {
  const first = new Map<string, string>();
  const resolve = (name: string): string => {
    const next = first.get(name);
    return next === undefined || next === name ? name : resolve(next);
  };
  walk(program, (node) => {
    const [to, from] =
      node.type === 'VariableDeclarator'
        ? [node.id, node.init]
        : node.type === 'AssignmentExpression'
          ? [node.left, node.right]
          : [];
    const target = to?.type === 'Identifier' ? to.name : undefined;
    const source = from ? rootOf(from) : undefined;
    if (target !== undefined && source !== undefined) first.set(resolve(target), resolve(source));
  });
  return resolve;
}

function holds(outer: AnyNode, inner: AnyNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
