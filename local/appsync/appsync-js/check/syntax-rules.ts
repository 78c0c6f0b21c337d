import type { AnyNode } from 'acorn';
import type { Report } from './problem.ts';

const allowed = new Set([
  'Program',
  'ImportDeclaration',
  'ImportSpecifier',
  'ExportNamedDeclaration',
  'ExportSpecifier',
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'VariableDeclaration',
  'VariableDeclarator',
  'ExpressionStatement',
  'EmptyStatement',
  'BlockStatement',
  'ReturnStatement',
  'IfStatement',
  'SwitchStatement',
  'SwitchCase',
  'BreakStatement',
  'ForInStatement',
  'ForOfStatement',
  'Identifier',
  'Literal',
  'TemplateLiteral',
  'TemplateElement',
  'TaggedTemplateExpression',
  'ObjectExpression',
  'ObjectPattern',
  'Property',
  'ArrayExpression',
  'ArrayPattern',
  'RestElement',
  'SpreadElement',
  'MemberExpression',
  'ChainExpression',
  'CallExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'BinaryExpression',
  'UnaryExpression',
  'AssignmentExpression',
  'ParenthesizedExpression',
]);

/** Rule and message of a node type that is refused; the names are those of AWS's ESLint plugin where it has one. */
const refused: Readonly<Record<string, readonly [rule: string, message: string]>> = {
  TryStatement: ['no-try', 'try, catch and finally are not supported'],
  ThrowStatement: ['no-throw', 'throw is not supported; raise errors with util.error'],
  WhileStatement: ['no-while', 'while is not supported; use for-of'],
  DoWhileStatement: ['no-while', 'do-while is not supported; use for-of'],
  ForStatement: ['no-for', 'for(;;) is not supported; use for-of'],
  ContinueStatement: ['no-continue', 'continue is not supported'],
  LabeledStatement: ['no-labels', 'labels are not supported'],
  ClassDeclaration: ['no-classes', 'classes are not supported'],
  ClassExpression: ['no-classes', 'classes are not supported'],
  ThisExpression: ['no-this', 'this is not supported'],
  NewExpression: ['no-new', 'new is not supported'],
  AwaitExpression: ['no-await', 'await is not supported'],
  YieldExpression: ['no-yield', 'yield is not supported'],
  UpdateExpression: ['no-disallowed-unary-operators', '++ and -- are not supported'],
  AssignmentPattern: ['no-default-values', 'default values of parameters and destructuring are not supported'],
  SequenceExpression: ['no-sequence', 'the comma operator is not supported'],
  ImportExpression: ['no-dynamic-import', 'import() is not supported'],
  ImportNamespaceSpecifier: ['no-namespace-import', 'import by name: bundling a namespace makes unsupported code'],
  ImportDefaultSpecifier: ['no-namespace-import', '@aws-appsync/utils has no default export'],
  ExportDefaultDeclaration: ['named-exports', 'export request and response by name'],
  ExportAllDeclaration: ['named-exports', 'export request and response by name'],
};

// Parts of a refused statement, reported with it.
const partsOfRefused = new Set(['CatchClause', 'ClassBody', 'MethodDefinition', 'PropertyDefinition', 'StaticBlock']);

const unary = new Set(['-', '+', '!', 'typeof', 'void', 'delete']);
const binary = new Set(
  ['==', '!=', '===', '!==', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'].concat('|', '&', '^', '<<', '>>', '>>>'),
);
const assignment = new Set(['=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<=', '>>=', '>>>=']);

/** Reports syntax outside what APPSYNC_JS documents. */
export function checkSyntax(node: AnyNode, report: Report): void {
  if (partsOfRefused.has(node.type)) return;
  if (!allowed.has(node.type)) {
    const [rule, message] = refused[node.type] ?? ['no-undocumented-syntax', `${node.type} is not supported`];
    report(node, rule, message);
    return;
  }
  checkOperator(node, report);
  checkForm(node, report);
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
}
