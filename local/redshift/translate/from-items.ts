import { asToken, isGroup, type Node, newToken } from '../syntax/nodes.ts';
import { isName, isSymbol, isWord, quoteName, tokenize } from '../syntax/tokens.ts';

const clauseEnds =
  'where group order having qualify limit offset union intersect except minus window returning set'.split(' ');
const joinWords = 'join inner left right full outer cross natural'.split(' ');
const systemSchemas = ['pg_catalog', 'information_schema'];

/** What a FROM clause needs to know about the database. */
export interface RelationNames {
  /** The schema that answers for a system table or view, such as pg_user. */
  readonly systemSchemaOf: (name: string, schema: string | undefined) => string | undefined;
}

/** Rewrites every FROM clause of this level: system tables get their schema, `r.path AS item AT i` unnests an array. */
export function translateFromClauses(nodes: readonly Node[], relations: RelationNames): Node[] {
  const written: Node[] = [];
  let at = 0;
  while (at < nodes.length) {
    const node = nodes[at];
    if (node === undefined) break;
    written.push(node);
    at += 1;
    if (isFromClause(nodes, at - 1)) at = translateItems(nodes, at, written, relations);
  }
  return written;
}

function isFromClause(nodes: readonly Node[], at: number): boolean {
  // IS [NOT] DISTINCT FROM is a comparison.
  return isWord(asToken(nodes[at]), 'from') && !isWord(asToken(nodes[at - 1]), 'distinct');
}

/** Writes the items that begin at `start`; returns where the clause ends. */
function translateItems(nodes: readonly Node[], start: number, written: Node[], relations: RelationNames): number {
  const aliases = new Set<string>();
  let at = start;
  let expectsItem = true;
  while (at < nodes.length && !isWord(asToken(nodes[at]), ...clauseEnds) && !isSymbol(asToken(nodes[at]), ';')) {
    const token = asToken(nodes[at]);
    if (expectsItem && isName(token) && !isWord(token, 'lateral', 'only', ...joinWords)) {
      const item = readItem(nodes, at);
      written.push(...translateItem(item, aliases, relations));
      aliases.add(item.alias);
      at += item.length;
      expectsItem = false;
      continue;
    }
    if (isGroup(nodes[at], '(') && expectsItem) {
      aliases.add(aliasAfter(nodes, at + 1));
      expectsItem = false;
    }
    const node = nodes[at];
    if (node !== undefined) written.push(node);
    if (isSymbol(token, ',') || isWord(token, 'join')) expectsItem = true;
    at += 1;
  }
  return at;
}

interface FromItem {
  readonly path: readonly Node[];
  readonly names: readonly string[];
  readonly alias: string;
  readonly position: string | undefined;
  readonly tail: readonly Node[];
  readonly length: number;
}

function readItem(nodes: readonly Node[], start: number): FromItem {
  let at = start + 1;
  while (isGroup(nodes[at], '[') || (isSymbol(asToken(nodes[at]), '.') && isName(asToken(nodes[at + 1])))) {
    at += isGroup(nodes[at]) ? 1 : 2;
  }
  const path = nodes.slice(start, at);
  const names = path.flatMap((node) => (isName(asToken(node)) ? [asToken(node)?.value ?? ''] : []));
  const aliasAt = isWord(asToken(nodes[at]), 'as') ? at + 1 : at;
  const alias = aliasAfter(nodes, at);
  const afterAlias = alias === '' ? at : aliasAt + 1;
  const isAt = alias !== '' && isWord(asToken(nodes[afterAlias]), 'at') && isName(asToken(nodes[afterAlias + 1]));
  const end = isAt ? afterAlias + 2 : afterAlias;
  return {
    path,
    names,
    alias: alias === '' ? (names.at(-1) ?? '') : alias,
    position: isAt ? asToken(nodes[afterAlias + 1])?.value : undefined,
    tail: nodes.slice(at, end),
    length: end - start,
  };
}

function aliasAfter(nodes: readonly Node[], at: number): string {
  if (isWord(asToken(nodes[at]), 'as')) return asToken(nodes[at + 1])?.value ?? '';
  const token = asToken(nodes[at]);
  const isAlias = isName(token) && !isWord(token, 'on', 'using', ...clauseEnds, ...joinWords);
  return isAlias ? token.value : '';
}

function translateItem(item: FromItem, aliases: ReadonlySet<string>, relations: RelationNames): readonly Node[] {
  const [first = ''] = item.names;
  const isNavigation = aliases.has(first) && item.path.length > 1;
  if (isNavigation) return unnest(item);
  const isSystem = item.names.length === 1 || systemSchemas.includes(first);
  const schema = isSystem ? relations.systemSchemaOf(item.names.at(-1) ?? '', item.names.at(-2)) : undefined;
  const [place] = item.path;
  if (schema === undefined || place === undefined) return [...item.path, ...item.tail];
  const name = newToken(place, 'quoted', `${schema}.${quoteName(item.names.at(-1) ?? '')}`);
  return [name, ...item.tail];
}

/** PartiQL's `r.path AS item AT i`: one row for each element of the array, counted from 0. */
function unnest(item: FromItem): Node[] {
  const [place] = item.path;
  if (place === undefined) return [];
  const columns = [item.alias, item.position ?? `${item.alias} position`].map(quoteName).join(', ');
  const write = (sql: string): Node[] =>
    tokenize(sql).map((token) => ({ ...newToken(place, token.kind, token.text), value: token.value }));
  return [
    ...write('LATERAL (SELECT element.value, TRY_CAST(element.key AS BIGINT) FROM json_each('),
    ...item.path,
    ...write(`) AS element) AS ${quoteName(`unnest ${item.alias}`)}(${columns})`),
  ];
}
