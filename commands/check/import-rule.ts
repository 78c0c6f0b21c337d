import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/**
 * Who may import whom, by top folder; the path of a request is the path down the tree. An entry is a folder, a file or
 * `type:` and a file, of which only types may be imported.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  graphql: [],
  resolvers: ['type:graphql/generated'],
  handlers: ['graphql/generated', 'sql'],
  sql: [],
  data: ['graphql/generated'],
  infra: ['graphql/fields.ts', 'graphql/generated', 'type:handlers/environment.ts'],
  local: [],
  client: ['graphql/generated'],
  web: ['client'],
  build: [],
  commands: ['build', 'infra', 'data', 'client', 'local', 'bench', 'graphql/generated', 'graphql/fields.ts', 'sql'],
  bench: [
    ...['build', 'infra', 'client', 'data', 'local', 'commands', 'graphql/generated'],
    ...['sql', 'handlers/customer-row.ts'],
  ],
};

/** npm packages that a folder must do without, or the only ones that it may use. */
const packages: Readonly<Record<string, (name: string) => boolean>> = {
  graphql: () => false,
  resolvers: (name) => name === '@aws-appsync/utils',
  // Each is loaded at every cold start.
  handlers: (name) => /^(@aws-sdk|@aws-lambda-powertools)\/|^(cockatiel|dataloader)$/.test(name),
};

/** One import that the rule forbids. */
export interface ForbiddenImport {
  readonly file: string;
  readonly line: number;
  readonly imported: string;
}

/** Every import among `files` that the rule forbids; `read` gives a file's text. */
export function findForbiddenImports(
  files: readonly string[],
  read = (file: string) => readFileSync(file, 'utf8'),
): ForbiddenImport[] {
  return files.flatMap((file) => {
    const folder = file.split('/')[0] ?? '';
    // Tests may import anything; what lies in no folder configures a tool.
    if (folder === 'tests' || !file.includes('/')) return [];
    const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
    return importsOf(source)
      .filter(({ imported, typesOnly }) => !isAllowed(folder, file, imported, typesOnly))
      .map(({ imported, line }) => ({ file, line, imported }));
  });
}

interface Import {
  readonly imported: string;
  readonly typesOnly: boolean;
  readonly line: number;
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node) => {
    const specifier = importedModule(node);
    if (specifier) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ imported: specifier, typesOnly: isTypesOnly(node), line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importedModule(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteral(argument) ? argument.text : undefined;
  }
  if (!ts.isImportTypeNode(node) || !ts.isLiteralTypeNode(node.argument)) return undefined;
  return ts.isStringLiteral(node.argument.literal) ? node.argument.literal.text : undefined;
}

function isTypesOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

function isAllowed(folder: string, file: string, imported: string, typesOnly: boolean): boolean {
  if (!imported.startsWith('.')) return imported.startsWith('node:') || (packages[folder]?.(imported) ?? true);
  const target = normalize(join(dirname(file), imported));
  if (target.startsWith(`${folder}/`)) return true;
  return (allowed[folder] ?? []).some((entry) => {
    const path = entry.replace(/^type:/, '');
    return (typesOnly || !entry.startsWith('type:')) && (target === path || target.startsWith(`${path}/`));
  });
}
