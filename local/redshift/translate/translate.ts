import { duckdbSchemaPath, temporarySchema } from '../database/duckdb-names.ts';
import { asToken, isGroup, type Node, newToken } from '../syntax/nodes.ts';
import { defaultSchema } from '../syntax/token-reader.ts';
import { isSymbol, isWord } from '../syntax/tokens.ts';
import { translateCasts } from './casts.ts';
import { type RelationNames, translateFromClauses } from './from-items.ts';
import { type FindModelFunction, translateFunctions } from './functions.ts';

/** What a translation needs to know about the database. */
export interface Dialect extends RelationNames {
  readonly findModelFunction: FindModelFunction;
}

/** Functions whose arguments may hold a FROM that opens no clause: EXTRACT(day FROM d). */
const wordsWithInnerFrom = ['extract', 'trim', 'substring', 'position', 'overlay'];

/** Writes a query or a change of rows in DuckDB's dialect. */
export function translateNodes(nodes: readonly Node[], dialect: Dialect): Node[] {
  const inner = nodes.map((node, at) => (isGroup(node) ? translateGroup(node, nodes[at - 1], dialect) : node));
  const withFrom = translateFromClauses(inner, dialect);
  return translateDefaultSchema(translateCasts(translateFunctions(withFrom, dialect.findModelFunction)));
}

function translateGroup(node: Node, before: Node | undefined, dialect: Dialect): Node {
  if (!isGroup(node)) return node;
  const children = isWord(asToken(before), ...wordsWithInnerFrom)
    ? translateCasts(translateFunctions(node.children, dialect.findModelFunction))
    : translateNodes(node.children, dialect);
  return { ...node, children };
}

/** Redshift's default schema and that of temporary tables have other names in DuckDB. */
function translateDefaultSchema(nodes: readonly Node[]): Node[] {
  return nodes.map((node, at) => {
    const isSchema =
      isWord(asToken(node), defaultSchema, temporarySchema) &&
      isSymbol(asToken(nodes[at + 1]), '.') &&
      !isSymbol(asToken(nodes[at - 1]), '.');
    return isSchema ? newToken(node, 'word', duckdbSchemaPath(asToken(node)?.value ?? '')) : node;
  });
}
