import type { AnyNode, CallExpression, Identifier, ImportDeclaration, MemberExpression } from 'acorn';
import { arrayMethods, globalValues, staticMethods, stringMethods, utilsExports } from '../built-ins.ts';
import { utilsModule } from '../module.ts';
import { createUtilsModule, notEmulated } from '../utils-module.ts';
import type { Report } from './problem.ts';
import type { Binding, Scopes } from './scopes.ts';

// Only the shape is read; nothing is called.
const utils: Readonly<Record<string, unknown>> = createUtilsModule(() => {
  throw new Error('the checker calls no utility');
});

/** Reports modules, globals, methods and utilities that a resolver names but APPSYNC_JS does not have. */
export function checkNames(node: AnyNode, ancestors: readonly AnyNode[], scopes: Scopes, report: Report): void {
  if (node.type === 'ImportDeclaration') checkImport(node, report);
  if (node.type === 'Identifier') checkGlobal(node, ancestors, scopes, report);
  if (node.type === 'MemberExpression') checkMember(node, ancestors, scopes, report);
  if (node.type === 'CallExpression') checkCall(node, ancestors, scopes, report);
  if (node.type === 'TaggedTemplateExpression' && !isStringRaw(node.tag)) {
    report(node, 'no-tagged-templates', 'String.raw is the only tag');
  }
}

function checkImport(node: ImportDeclaration, report: Report): void {
  if (node.source.value !== utilsModule) {
    report(node, 'no-unsupported-module', `only ${utilsModule} can be imported, not "${String(node.source.value)}"`);
    return;
  }
  for (const specifier of node.specifiers) {
    if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
    const { name } = specifier.imported;
    if (!utilsExports.has(name)) report(specifier, 'no-unsupported-module', `${utilsModule} has no ${name}`);
  }
}

function checkGlobal(node: Identifier, ancestors: readonly AnyNode[], scopes: Scopes, report: Report): void {
  const { name } = node;
  if (scopes.find(name, ancestors) || globalValues.has(name) || utilsExports.has(name)) return;
  const parent = ancestors.at(-1);
  const methods = staticMethods[name];
  if (!methods) report(node, 'no-undocumented-global', `${name} is not part of APPSYNC_JS`);
  else if (parent?.type !== 'MemberExpression' || parent.object !== node) {
    report(
      node,
      'no-disallowed-methods',
      `${name} serves only for ${[...methods].map((method) => `${name}.${method}`).join(', ')}`,
    );
  }
}

function checkMember(node: MemberExpression, ancestors: readonly AnyNode[], scopes: Scopes, report: Report): void {
  const path = pathOf(node);
  const [root = '', ...rest] = path ?? [];
  const binding = scopes.find(root, ancestors);
  const utility = utilityNamed(root, binding);
  if (utility !== undefined) checkUtility(node, [utility, ...rest], ancestors, report);
  else if (node.computed) checkComputedUtility(node, ancestors, scopes, report);
  if (binding || node.object.type !== 'Identifier') return;
  const methods = staticMethods[node.object.name];
  const name = nameOf(node);
  if (methods && (name === undefined || !methods.has(name))) {
    report(node, 'no-disallowed-methods', `${node.object.name}.${name ?? '[…]'} is not part of APPSYNC_JS`);
  }
}

/** What a name means of `@aws-appsync/utils`, imported (perhaps under another name) or global. */
function utilityNamed(name: string, binding: Binding | undefined): string | undefined {
  const exported = binding ? binding.imported : name;
  return exported !== undefined && utilsExports.has(exported) ? exported : undefined;
}

// A longer path is checked once, from its outermost member.
function checkUtility(
  node: MemberExpression,
  path: readonly string[],
  ancestors: readonly AnyNode[],
  report: Report,
): void {
  const parent = ancestors.at(-1);
  if (parent?.type === 'MemberExpression' && parent.object === node) return;
  let value: unknown = utils;
  for (const name of path) value = typeof value === 'object' && value !== null ? Object(value)[name] : undefined;
  if (value !== undefined) return;
  const full = path.join('.');
  const left = Object.entries(notEmulated).find(([name]) => full === name || full.startsWith(`${name}.`));
  if (left) report(node, 'not-emulated', `${left[0]} is not emulated here; it belongs to ${left[1]}`);
  else report(node, 'no-unknown-utility', `${full} does not exist in @aws-appsync/utils`);
}

function checkComputedUtility(
  node: MemberExpression,
  ancestors: readonly AnyNode[],
  scopes: Scopes,
  report: Report,
): void {
  const [root = ''] = pathOf(node.object) ?? [];
  if (utilityNamed(root, scopes.find(root, ancestors)) === undefined) return;
  report(node, 'no-dynamic-call', 'a utility must be named, not computed');
}

function checkCall(node: CallExpression, ancestors: readonly AnyNode[], scopes: Scopes, report: Report): void {
  const { callee } = node;
  if (callee.type === 'Identifier') {
    const binding = scopes.find(callee.name, ancestors);
    if (binding && binding.kind !== 'function') {
      report(node, 'no-dynamic-call', `${callee.name} is not declared as a function`);
    }
    return;
  }
  if (callee.type !== 'MemberExpression') {
    report(node, 'no-dynamic-call', 'only declared functions and methods can be called');
    return;
  }
  const [root, ...members] = pathOf(callee.object) ?? [];
  const binding = root === undefined ? undefined : scopes.find(root, ancestors);
  // Calls on a global or on @aws-appsync/utils are checked by name elsewhere, but for those on a global's method.
  const isOnMethod = root !== undefined && Object.hasOwn(staticMethods, root) && members.length > 0;
  if (root !== undefined && !isOnMethod && (!binding || utilityNamed(root, binding) !== undefined)) return;
  const name = nameOf(callee);
  if (name === undefined) report(node, 'no-dynamic-call', 'a method must be called by its name');
  else if (!arrayMethods.has(name) && !stringMethods.has(name)) {
    report(callee, 'no-disallowed-methods', `the method ${name} is not part of APPSYNC_JS`);
  } else if (name === 'sort' && node.arguments.length > 0) {
    report(node, 'no-comparator', 'sort takes no comparator');
  }
}

/** The names of `a.b.c`; undefined when it is anything else. */
function pathOf(node: AnyNode): string[] | undefined {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression') return undefined;
  const outer = pathOf(node.object);
  const name = nameOf(node);
  return outer && name !== undefined ? [...outer, name] : undefined;
}

/** The name of the property that a member expression reads; undefined when it is computed. */
export function nameOf({ computed, property }: MemberExpression): string | undefined {
  return !computed && property.type === 'Identifier' ? property.name : undefined;
}

function isStringRaw(node: AnyNode): boolean {
  return pathOf(node)?.join('.') === 'String.raw';
}
