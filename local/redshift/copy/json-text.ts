const white = /\s*/y;
const plain = /[^\s,:{}[\]"]+/y;
const brackets = /["{}[\]]/g;

/** Where white space that begins at `at` ends. */
export function skipWhite(text: string, at: number): number {
  white.lastIndex = at;
  white.test(text);
  return white.lastIndex;
}

/** Where the JSON value that begins at `at` ends; undefined when the text ends before, or no value begins there. */
export function jsonValueEnd(text: string, at: number): number | undefined {
  const first = text[at];
  if (first === '"') return stringEnd(text, at);
  if (first === '{' || first === '[') return bracketEnd(text, at);
  plain.lastIndex = at;
  return plain.test(text) ? plain.lastIndex : undefined;
}

function stringEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return undefined;
}

function bracketEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let at = start;
  for (;;) {
    brackets.lastIndex = at;
    const found = brackets.exec(text);
    if (!found) return undefined;
    if (found[0] === '"') {
      const end = stringEnd(text, found.index);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
    at = found.index + 1;
    if (depth === 0) return at;
  }
}

/** The texts of an object's members by their names; numbers keep every digit that way. The text is valid JSON. */
export function jsonMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  for (const { start, end, nameEnd } of jsonItems(text)) {
    const name: string = JSON.parse(text.slice(start, nameEnd));
    members.set(name, text.slice(skipWhite(text, skipWhite(text, nameEnd) + 1), end));
  }
  return members;
}

/** The texts of an array's elements. The text is valid JSON. */
export function jsonElements(text: string): string[] {
  return jsonItems(text).map(({ start, nameEnd }) => text.slice(start, nameEnd));
}

/** Elements, or members, whose name ends at `nameEnd`. */
function jsonItems(text: string): Array<{ start: number; nameEnd: number; end: number }> {
  const items: Array<{ start: number; nameEnd: number; end: number }> = [];
  let at = skipWhite(text, 1);
  while (at < text.length - 1) {
    const nameEnd = jsonValueEnd(text, at) ?? text.length;
    const colon = skipWhite(text, nameEnd);
    const end = text[colon] === ':' ? (jsonValueEnd(text, skipWhite(text, colon + 1)) ?? text.length) : nameEnd;
    items.push({ start: at, nameEnd, end });
    at = skipWhite(text, skipWhite(text, end) + 1);
  }
  return items;
}
