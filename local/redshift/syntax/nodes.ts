import { isSymbol, syntaxError, type Token } from './tokens.ts';

/** Tokens between a parenthesis or bracket and the one that closes it. */
export interface Group {
  readonly open: Token;
  readonly children: Node[];
  readonly close: Token;
}

/** A statement as a tree of brackets. */
export type Node = Token | Group;

/** @throws SqlError when brackets do not match. */
export function nestTokens(tokens: readonly Token[], end: number): Node[] {
  const top: Node[] = [];
  const open: Array<{ readonly token: Token; readonly outer: Node[] }> = [];
  let nodes = top;
  for (const token of tokens) {
    if (isSymbol(token, '(') || isSymbol(token, '[')) {
      open.push({ token, outer: nodes });
      nodes = [];
    } else if (isSymbol(token, ')') || isSymbol(token, ']')) {
      const group = open.pop();
      if (!group || closing(group.token) !== token.value) throw syntaxError(token.text, token.start);
      group.outer.push({ open: group.token, children: nodes, close: token });
      nodes = group.outer;
    } else {
      nodes.push(token);
    }
  }
  if (open.length > 0) throw syntaxError('', end);
  return top;
}

function closing(open: Token): string {
  return open.value === '(' ? ')' : ']';
}

/** The tokens of a tree, in order. */
export function flattenNodes(nodes: readonly Node[]): Token[] {
  return nodes.flatMap((node) => (isGroup(node) ? [node.open, ...flattenNodes(node.children), node.close] : [node]));
}

/** True for a group, with the given opening bracket when one is named. */
export function isGroup(node: Node | undefined, open?: '(' | '['): node is Group {
  return node !== undefined && 'children' in node && (open === undefined || node.open.value === open);
}

/** The node as a token; undefined for a group. */
export function asToken(node: Node | undefined): Token | undefined {
  return node === undefined || isGroup(node) ? undefined : node;
}

/** A token that stands where `place` stands. */
export function newToken(place: Node, kind: Token['kind'], text: string): Token {
  const { start } = isGroup(place) ? place.open : place;
  return { kind, text, value: text, start, spaced: true };
}

/** `name(children)` that stands where `place` stands. */
export function newCall(place: Node, name: string, children: readonly Node[]): Node[] {
  return [newToken(place, 'word', name), newGroup(place, children)];
}

/** `(children)` that stands where `place` stands. */
function newGroup(place: Node, children: readonly Node[]): Group {
  const open = { ...newToken(place, 'symbol', '('), spaced: false };
  return { open, children: [...children], close: { ...newToken(place, 'symbol', ')'), spaced: false } };
}

/** Cuts nodes at the commas of their own level. */
export function splitAtCommas(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (isSymbol(asToken(node), ',')) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
