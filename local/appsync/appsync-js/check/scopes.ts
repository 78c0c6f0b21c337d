import type { AnyNode, Identifier, ImportDeclaration, Pattern, Program } from 'acorn';
import { type FunctionNode, isFunction, walk } from './walk.ts';

/** What a name stands for. */
export interface Binding {
  readonly name: string;
  readonly kind: 'import' | 'parameter' | 'variable' | 'function';
  /** The function, where the name was declared as one. */
  readonly function?: FunctionNode;
  /** The name that the module exports it under, where it was imported by name. */
  readonly imported?: string;
}

/** The names of a module: which declaration each use means. */
export interface Scopes {
  /** The binding of a name seen from a place; undefined for a global. */
  find(name: string, ancestors: readonly AnyNode[]): Binding | undefined;
}

type Scope = Map<string, Binding>;

/** Works out the scopes of a module. */
export function findScopes(program: Program): Scopes {
  const scopes = new Map<AnyNode, Scope>();
  const scopeOf = (node: AnyNode): Scope => {
    const scope = scopes.get(node) ?? new Map<string, Binding>();
    scopes.set(node, scope);
    return scope;
  };
  walk(program, (node, ancestors) => {
    for (const { owner, binding } of declarations(node, ancestors, program)) scopeOf(owner).set(binding.name, binding);
  });
  return {
    find: (name, ancestors) => {
      const owner = ancestors.findLast((ancestor) => scopes.get(ancestor)?.has(name));
      return owner && scopes.get(owner)?.get(name);
    },
  };
}

interface Declaration {
  readonly owner: AnyNode;
  readonly binding: Binding;
}

function declarations(node: AnyNode, ancestors: readonly AnyNode[], program: Program): Declaration[] {
  if (node.type === 'ImportDeclaration') {
    return node.specifiers.map((specifier) => ({ owner: program, binding: importBinding(specifier) }));
  }
  if (node.type === 'VariableDeclaration') {
    const owner = ancestors.findLast(node.kind === 'var' ? isFunctionScope : isBlockScope) ?? program;
    return node.declarations.flatMap(({ id, init }) =>
      namesIn(id).map(({ name }) => ({
        owner,
        binding: isFunction(init) ? { name, kind: 'function', function: init } : { name, kind: 'variable' },
      })),
    );
  }
  // Refused where they stand, so that what they declare need not be refused again.
  if (node.type === 'CatchClause') {
    return namesIn(node.param).map(({ name }) => ({ owner: node, binding: { name, kind: 'variable' } }));
  }
  if (node.type === 'ClassDeclaration') {
    const owner = ancestors.findLast(isBlockScope) ?? program;
    return namesIn(node.id).map(({ name }) => ({ owner, binding: { name, kind: 'variable' } }));
  }
  if (!isFunction(node)) return [];
  const parameters = node.params.flatMap(namesIn);
  const inside: Declaration[] = parameters.map(({ name }) => ({ owner: node, binding: { name, kind: 'parameter' } }));
  if (node.type === 'ArrowFunctionExpression' || !node.id) return inside;
  const owner = node.type === 'FunctionDeclaration' ? (ancestors.findLast(isBlockScope) ?? program) : node;
  return [...inside, { owner, binding: { name: node.id.name, kind: 'function', function: node } }];
}

function importBinding(specifier: ImportDeclaration['specifiers'][number]): Binding {
  const { name } = specifier.local;
  if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') return { name, kind: 'import' };
  return { name, kind: 'import', imported: specifier.imported.name };
}

/** The names that a pattern declares. */
function namesIn(pattern: Pattern | null | undefined): Identifier[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}

const isFunctionScope = (node: AnyNode) => node.type === 'Program' || isFunction(node);
const blocks = new Set(['BlockStatement', 'ForOfStatement', 'ForInStatement', 'SwitchStatement', 'ForStatement']);
const isBlockScope = (node: AnyNode) => isFunctionScope(node) || blocks.has(node.type);
