import type { AnyNode, ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from 'acorn';

/** Any form of function. */
export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** Called with a node and its ancestors, outermost first. */
export type Visitor = (node: AnyNode, ancestors: readonly AnyNode[]) => void;

/** Visits a syntax tree in source order; names that are no references (keys, properties) are left out. */
export function walk(node: AnyNode, enter: Visitor, ancestors: readonly AnyNode[] = []): void {
  enter(node, ancestors);
  const line = [...ancestors, node];
  for (const [key, value] of Object.entries(node)) {
    if (isMereName(node, key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, enter, line);
  }
}

function isMereName(node: AnyNode, key: string): boolean {
  switch (node.type) {
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'key' && !node.computed;
    case 'ClassDeclaration':
      return key === 'id';
    case 'MemberExpression':
      return key === 'property' && !node.computed;
    case 'ImportSpecifier':
      return key === 'imported';
    case 'ExportSpecifier':
      return key === 'exported';
    case 'MetaProperty':
      return true;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return key === 'label';
    default:
      return false;
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Whether a node is a function. */
export function isFunction(node: AnyNode | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}
