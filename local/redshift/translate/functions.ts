import { asToken, type Group, isGroup, type Node, newToken, splitAtCommas } from '../syntax/nodes.ts';
import { isName, isSymbol, isWord, quoteName, type Token } from '../syntax/tokens.ts';

/** Finds the DuckDB function that answers for a model's function; undefined when no model has it. */
export type FindModelFunction = (name: string, schema: string | undefined, argumentCount: number) => string | undefined;

const renamedFunctions: ReadonlyMap<string, string> = new Map([['nvl', 'coalesce']]);

/** Rewrites functions whose names DuckDB spells otherwise: a model's functions live in no schema there. */
export function translateFunctions(nodes: readonly Node[], findModelFunction: FindModelFunction): Node[] {
  const written: Node[] = [];
  for (const [at, node] of nodes.entries()) {
    const token = asToken(node);
    const schema = isSymbol(asToken(nodes[at - 1]), '.') ? asToken(nodes[at - 2])?.value : undefined;
    const next = nodes[at + 1];
    const call = isName(token) && isGroup(next, '(') ? { schema, name: token.value } : undefined;
    const modelFunction =
      call && isGroup(next) ? findModelFunction(call.name, schema, countArguments(next)) : undefined;
    // The schema is written already.
    if (modelFunction !== undefined && schema !== undefined) written.splice(-2);
    const name = modelFunction === undefined ? duckdbWord(token, call) : quoteName(modelFunction);
    written.push(name === undefined ? node : newToken(node, 'word', name));
  }
  return written;
}

function countArguments({ children }: Group): number {
  return children.length === 0 ? 0 : splitAtCommas(children).length;
}

function duckdbWord(
  token: Token | undefined,
  call: { readonly schema: string | undefined; readonly name: string } | undefined,
): string | undefined {
  if (isWord(token, 'sysdate')) return 'redshift_now()';
  if (isWord(token, 'minus')) return 'except';
  return call && call.schema === undefined ? renamedFunctions.get(call.name) : undefined;
}
