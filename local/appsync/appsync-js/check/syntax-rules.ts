import type { AnyNode, Property } from 'acorn';
import type { Report } from './problem.ts';
import { isFunction } from './walk.ts';

/** Rule and message of a node type that is refused. */
type Refusal = readonly [rule: string, message: string];

const reportedWithItsWhole = 'reported with its whole';
const noExport: Refusal = ['named-exports', 'export request and response by name'];

/**
 * Every node type of ECMAScript 2022: allowed, or refused under the rule of AWS's ESLint plugin where it has one.
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
const verdicts: Readonly<Record<AnyNode['type'], 'allowed' | typeof reportedWithItsWhole | Refusal>> = {
  ArrayExpression: 'allowed',
  ArrayPattern: 'allowed',
  ArrowFunctionExpression: 'allowed',
  AssignmentExpression: 'allowed',
  AssignmentPattern: 'allowed',
  AwaitExpression: ['no-await', 'await is not supported'],
  BinaryExpression: 'allowed',
  BlockStatement: 'allowed',
  BreakStatement: 'allowed',
  CallExpression: 'allowed',
  CatchClause: reportedWithItsWhole,
  ChainExpression: 'allowed',
  ClassBody: reportedWithItsWhole,
  ClassDeclaration: ['no-classes', 'classes are not supported'],
  ClassExpression: ['no-classes', 'classes are not supported'],
  ConditionalExpression: 'allowed',
  ContinueStatement: ['no-continue', 'continue is not supported'],
  DebuggerStatement: ['no-debugger', 'debugger is not supported'],
  DoWhileStatement: ['no-while', 'do-while is not supported; use for-of'],
  EmptyStatement: 'allowed',
  ExportAllDeclaration: noExport,
  ExportDefaultDeclaration: noExport,
  ExportNamedDeclaration: 'allowed',
  ExportSpecifier: 'allowed',
  ExpressionStatement: 'allowed',
  ForInStatement: 'allowed',
  ForOfStatement: 'allowed',
  ForStatement: ['no-for', 'for(;;) is not supported; use for-of'],
  FunctionDeclaration: 'allowed',
  FunctionExpression: 'allowed',
  Identifier: 'allowed',
  IfStatement: 'allowed',
  ImportAttribute: ['no-import-attributes', 'import attributes are not supported'],
  ImportDeclaration: 'allowed',
  ImportDefaultSpecifier: ['no-namespace-import', '@aws-appsync/utils has no default export'],
  ImportExpression: ['no-dynamic-import', 'import() is not supported'],
  ImportNamespaceSpecifier: ['no-namespace-import', 'import by name: bundling a namespace makes unsupported code'],
  ImportSpecifier: 'allowed',
  LabeledStatement: ['no-labels', 'labels are not supported'],
  Literal: 'allowed',
  LogicalExpression: 'allowed',
  MemberExpression: 'allowed',
  MetaProperty: ['no-meta-properties', 'new.target and import.meta are not supported'],
  MethodDefinition: reportedWithItsWhole,
  NewExpression: ['no-new', 'new is not supported'],
  ObjectExpression: 'allowed',
  ObjectPattern: 'allowed',
  ParenthesizedExpression: 'allowed',
  PrivateIdentifier: reportedWithItsWhole,
  Program: 'allowed',
  Property: 'allowed',
  PropertyDefinition: reportedWithItsWhole,
  RestElement: 'allowed',
  ReturnStatement: 'allowed',
  SequenceExpression: ['no-sequence', 'the comma operator is not supported'],
  SpreadElement: 'allowed',
  StaticBlock: reportedWithItsWhole,
  Super: ['no-super', 'super is not supported'],
  SwitchCase: 'allowed',
  SwitchStatement: 'allowed',
  TaggedTemplateExpression: 'allowed',
  TemplateElement: 'allowed',
  TemplateLiteral: 'allowed',
  ThisExpression: ['no-this', 'this is not supported'],
  ThrowStatement: ['no-throw', 'throw is not supported; raise errors with util.error'],
  TryStatement: ['no-try', 'try, catch and finally are not supported'],
  UnaryExpression: 'allowed',
  UpdateExpression: ['no-disallowed-unary-operators', '++ and -- are not supported'],
  VariableDeclaration: 'allowed',
  VariableDeclarator: 'allowed',
  WhileStatement: ['no-while', 'while is not supported; use for-of'],
  WithStatement: ['no-with', 'with is not supported'],
  YieldExpression: ['no-yield', 'yield is not supported'],
};

const unary = new Set(['-', '+', '!', 'typeof', 'void', 'delete']);
const binary = new Set(
  ['==', '!=', '===', '!==', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'].concat('|', '&', '^', '<<', '>>', '>>>'),
);
const assignment = new Set(['=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<=', '>>=', '>>>=']);

/** Reports syntax outside what APPSYNC_JS documents. */
export function checkSyntax(node: AnyNode, report: Report): void {
  const verdict = verdicts[node.type];
  if (verdict === reportedWithItsWhole) return;
  if (verdict !== 'allowed') {
    const [rule, message] = verdict;
    report(node, rule, message);
    return;
  }
  checkOperator(node, report);
  checkForm(node, report);
  checkParameters(node, report);
}

function checkOperator(node: AnyNode, report: Report): void {
  if (node.type === 'UnaryExpression' && !unary.has(node.operator)) {
    report(node, 'no-disallowed-unary-operators', `the operator ${node.operator} is not supported`);
  }
  if (node.type === 'BinaryExpression' && !binary.has(node.operator)) {
    const rule = node.operator === 'in' ? 'no-in-operator' : 'no-disallowed-binary-operators';
    report(node, rule, `the operator ${node.operator} is not supported`);
  }
  if (node.type === 'AssignmentExpression' && !assignment.has(node.operator)) {
    report(node, 'no-disallowed-assignment-operators', `the operator ${node.operator} is not supported`);
  }
}

function checkForm(node: AnyNode, report: Report): void {
  if ('async' in node && node.async) report(node, 'no-async', 'async functions are not supported');
  if ('generator' in node && node.generator) report(node, 'no-generators', 'generators are not supported');
  if (node.type === 'ForOfStatement' && node.await) report(node, 'no-await', 'for await is not supported');
  if (node.type === 'BreakStatement' && node.label) report(node, 'no-labels', 'labels are not supported');
  if (node.type === 'Literal' && node.regex) {
    report(node, 'no-regex', 'regular expressions are strings for util.matches, replace and replaceAll');
  }
  if (node.type === 'Literal' && node.bigint) report(node, 'no-bigint', 'BigInt is not supported');
  if (node.type === 'Property' && node.kind !== 'init') {
    report(node, 'no-accessors', 'getters and setters are not supported');
  }
  if (node.type === 'ObjectExpression') {
    const prototype = node.properties.find((property) => property.type === 'Property' && setsPrototype(property));
    if (prototype) report(prototype, 'no-prototype', '__proto__ is not supported');
  }
}

function setsPrototype({ key, computed, shorthand }: Property): boolean {
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : undefined;
  return name === '__proto__' && !computed && !shorthand;
}

// Defaults in destructuring are fine: AWS's own samples write `const { limit = 20 } = ctx.args`.
function checkParameters(node: AnyNode, report: Report): void {
  if (!isFunction(node)) return;
  for (const parameter of node.params) {
    if (parameter.type !== 'AssignmentPattern') continue;
    report(parameter, 'no-default-parameters', 'default values of parameters are not supported');
  }
}
