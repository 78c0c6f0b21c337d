import {
  type ExportNamedDeclaration,
  type Identifier,
  type ImportDeclaration,
  type Literal,
  type Program,
  parse,
} from 'acorn';
import { callbackMethods } from './built-ins.ts';
import { walk } from './check/walk.ts';

/** The one module that a resolver may import. */
export const utilsModule = '@aws-appsync/utils';

/** A resolver that AppSync would not take: every problem with its place. */
export class ResolverSyntaxError extends Error {
  override readonly name = 'ResolverSyntaxError';
}

/** Parses a resolver bundle as an ES module; throws SyntaxError with a position. */
export function parseModule(code: string): Program {
  return parse(code, { ecmaVersion: 2022, sourceType: 'module', locations: true });
}

/**
 * Turns a resolver bundle that the checker found no fault with into the body of a function that returns the module's
 * handlers; its parameter, named `utils`, is what the module imports. Nothing moves: each part keeps its line and
 * column, so that an error names the place in the bundle, as AppSync's do.
 */
export function toFunctionBody(code: string, utils: string): string {
  const exported = new Map<string, string>();
  const edits: Edit[] = [];
  for (const node of parseModule(code).body) {
    if (node.type === 'ImportDeclaration') edits.push({ node, text: importAsDeclaration(node, utils) });
    if (node.type === 'ExportNamedDeclaration') edits.push(editExport(node));
    for (const [name, local] of exportedNames(node)) exported.set(name, local);
  }
  const handlers = [...exported].map(([name, local]) => `${JSON.stringify(name)}: ${local}`).join(', ');
  // The map comment may end the code without a line break.
  return `${applyEdits(code, edits)}\nreturn { ${handlers} };`;
}

/** What a top-level statement exports: local names by exported name. */
export function exportedNames(node: Program['body'][number]): ReadonlyMap<string, string> {
  if (node.type !== 'ExportNamedDeclaration') return new Map();
  const { declaration, specifiers } = node;
  if (!declaration) return new Map(specifiers.map(({ exported, local }) => [nameOf(exported), nameOf(local)]));
  const ids =
    declaration.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => id) : [declaration.id];
  return new Map(ids.flatMap((id) => (id.type === 'Identifier' ? [[id.name, id.name] as const] : [])));
}

/** Whether code can run for longer than its length suggests: it loops, calls back or matches patterns. */
export function mayRunLong(code: string): boolean {
  let found = false;
  walk(parseModule(code), (node) => {
    const { type } = node;
    const method = type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';
    found ||= type === 'ForOfStatement' || type === 'ForInStatement' || longMethods.has(method);
  });
  return found;
}

const longMethods: ReadonlySet<string> = new Set([
  ...callbackMethods,
  'matches',
  'replace',
  'replaceAll',
  'toSubscriptionFilter',
]);

/** A name that the code does not contain. */
export function freeName(name: string, code: string): string {
  return code.includes(name) ? freeName(`${name}_`, code) : name;
}

interface Edit {
  readonly node: { readonly start: number; readonly end: number };
  readonly text: string;
}

// Never longer than the import that it replaces.
function importAsDeclaration({ specifiers }: ImportDeclaration, utils: string): string {
  const names = specifiers.flatMap(({ local, ...specifier }) =>
    'imported' in specifier ? [`${nameOf(specifier.imported)}:${local.name}`] : [],
  );
  return names.length === 0 ? '' : `const{${names.join()}}=${utils};`;
}

function editExport({ start, end, declaration }: ExportNamedDeclaration): Edit {
  return { node: { start, end: declaration?.start ?? end }, text: '' };
}

function nameOf(node: Identifier | Literal): string {
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
