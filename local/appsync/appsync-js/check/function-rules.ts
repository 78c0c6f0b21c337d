import type { AnyNode, Program } from 'acorn';
import { callbackMethods } from '../built-ins.ts';
import { nameOf } from './name-rules.ts';
import type { Report } from './problem.ts';
import type { Scopes } from './scopes.ts';
import { type FunctionNode, isFunction, walk } from './walk.ts';

/** Reports functions used as values: passed on, returned or reassigned. */
export function checkFunctionValues(
  node: AnyNode,
  ancestors: readonly AnyNode[],
  scopes: Scopes,
  report: Report,
): void {
  const isFunctionValue = (value: AnyNode | null | undefined) =>
    isFunction(value) ||
    (value?.type === 'Identifier' && scopes.find(value.name, [...ancestors, node])?.kind === 'function');
  if (node.type === 'CallExpression') {
    for (const [index, argument] of node.arguments.entries()) {
      if (!isFunctionValue(argument) || (index === 0 && takesCallback(node.callee))) continue;
      report(argument, 'no-function-passing', 'a function can be passed to built-in array methods only');
    }
  }
  if (node.type === 'ReturnStatement' && isFunctionValue(node.argument)) {
    report(node, 'no-function-return', 'a function cannot return a function');
  }
  if (node.type === 'ArrowFunctionExpression' && node.expression && isFunctionValue(node.body)) {
    report(node.body, 'no-function-return', 'a function cannot return a function');
  }
  if (node.type === 'AssignmentExpression' && isFunctionValue(node.left)) {
    report(node, 'no-function-reassign', 'a function cannot be reassigned');
  }
}

function takesCallback(callee: AnyNode): boolean {
  return callee.type === 'MemberExpression' && callbackMethods.has(nameOf(callee) ?? '');
}

/** Reports functions that reach themselves, at each reference that closes the circle. */
export function checkRecursion(program: Program, scopes: Scopes, report: Report): void {
  const references: { readonly node: AnyNode; readonly from: FunctionNode; readonly to: FunctionNode }[] = [];
  const called = new Map<FunctionNode, Set<FunctionNode>>();
  walk(program, (node, ancestors) => {
    if (node.type !== 'Identifier') return;
    const to = scopes.find(node.name, ancestors)?.function;
    if (!to || isDeclaration(node, ancestors)) return;
    // A callback inside a function is part of that function.
    for (const from of ancestors.filter(isFunction)) {
      references.push({ node, from, to });
      called.set(from, (called.get(from) ?? new Set()).add(to));
    }
  });
  const circles = new Set(references.filter(({ from, to }) => reachable(to, called).has(from)).map(({ node }) => node));
  for (const node of circles) report(node, 'no-recursion', 'recursion is not supported');
}

function reachable(
  start: FunctionNode,
  called: ReadonlyMap<FunctionNode, ReadonlySet<FunctionNode>>,
): ReadonlySet<FunctionNode> {
  const found = new Set([start]);
  // A set that is walked takes in what is added meanwhile.
  for (const node of found) for (const next of called.get(node) ?? []) found.add(next);
  return found;
}

function isDeclaration(node: AnyNode, ancestors: readonly AnyNode[]): boolean {
  const parent = ancestors.at(-1);
  return (
    (isFunction(parent) && parent.type !== 'ArrowFunctionExpression' && parent.id === node) ||
    (parent?.type === 'VariableDeclarator' && parent.id === node)
  );
}
