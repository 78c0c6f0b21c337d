import { type ImportDeclaration, type ModuleDeclaration, type Node, type Program, parse } from 'acorn';
import { utilsExports } from './built-ins.ts';

/** The one module that a resolver may import. */
export const utilsModule = '@aws-appsync/utils';

/** A resolver that cannot be loaded: what is wrong and where in the bundle. */
export class ResolverSyntaxError extends Error {
  override readonly name = 'ResolverSyntaxError';
}

/** Parses a resolver bundle as an ES module; throws SyntaxError with a position. */
export function parseModule(code: string): Program {
  return parse(code, { ecmaVersion: 2022, sourceType: 'module', locations: true });
}

/**
 * Turns a resolver bundle into the body of a function of `utils` that returns the module's handlers. Nothing moves:
 * each part keeps its line and column, so that an error names the place in the bundle, as AppSync's do.
 */
export function toFunctionBody(code: string): string {
  const exported = new Map<string, string>();
  const edits: Edit[] = [];
  for (const node of parseModule(code).body) {
    if (node.type === 'ImportDeclaration') edits.push({ node, text: importAsDeclaration(node) });
    else edits.push(...editExport(node, exported));
  }
  for (const handler of ['request', 'response']) {
    if (!exported.has(handler)) throw new ResolverSyntaxError(`the module exports no function "${handler}"`);
  }
  const handlers = [...exported].map(([name, local]) => `${JSON.stringify(name)}: ${local}`).join(', ');
  // The map comment may end the code without a line break.
  return `${applyEdits(code, edits)}\nreturn { ${handlers} };`;
}

interface Edit {
  readonly node: { readonly start: number; readonly end: number };
  readonly text: string;
}

function importAsDeclaration(node: ImportDeclaration): string {
  if (node.source.value !== utilsModule) {
    throw new ResolverSyntaxError(`${at(node)}the module "${String(node.source.value)}" cannot be imported`);
  }
  return node.specifiers
    .map((specifier) => {
      if (specifier.type !== 'ImportSpecifier') return `const ${specifier.local.name} = utils;`;
      const imported = nameOf(specifier.imported);
      if (!utilsExports.has(imported)) throw new ResolverSyntaxError(`${at(node)}${utilsModule} has no "${imported}"`);
      return `const ${specifier.local.name} = utils.${imported};`;
    })
    .join(' ');
}

function editExport(node: ModuleDeclaration | Node, exported: Map<string, string>): Edit[] {
  if (node.type === 'ExportDefaultDeclaration' || node.type === 'ExportAllDeclaration') {
    throw new ResolverSyntaxError(`${at(node)}a resolver exports by name`);
  }
  if (!isNamedExport(node)) return [];
  const { declaration } = node;
  if (!declaration) {
    for (const { exported: name, local } of node.specifiers) exported.set(nameOf(name), nameOf(local));
    return [{ node, text: '' }];
  }
  const names =
    declaration.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => id) : [declaration.id];
  for (const id of names) if (id.type === 'Identifier') exported.set(id.name, id.name);
  return [{ node: { start: node.start, end: declaration.start }, text: '' }];
}

function isNamedExport(
  node: ModuleDeclaration | Node,
): node is Extract<ModuleDeclaration, { type: 'ExportNamedDeclaration' }> {
  return node.type === 'ExportNamedDeclaration';
}

function nameOf(node: { type: 'Identifier'; name: string } | { type: 'Literal'; value?: unknown }): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

// Padding keeps columns, and the edit's own line breaks keep lines.
function applyEdits(code: string, edits: readonly Edit[]): string {
  let body = '';
  let end = 0;
  for (const { node, text } of edits) {
    const replaced = code.slice(node.start, node.end);
    body += code.slice(end, node.start) + text.padEnd(replaced.split('\n', 1)[0]?.length ?? 0);
    body += '\n'.repeat(replaced.split('\n').length - 1);
    end = node.end;
  }
  return body + code.slice(end);
}

const at = (node: Node) => (node.loc ? `code.js:${node.loc.start.line}:${node.loc.start.column + 1}: ` : '');
