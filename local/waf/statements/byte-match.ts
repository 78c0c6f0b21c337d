import { readComponent } from '../components/component.ts';
import type { StatementReader } from './statement.ts';

const positions: Readonly<Record<string, (text: string, search: string) => boolean>> = {
  EXACTLY: (text, search) => text === search,
  STARTS_WITH: (text, search) => text.startsWith(search),
  ENDS_WITH: (text, search) => text.endsWith(search),
  CONTAINS: (text, search) => text.includes(search),
  CONTAINS_WORD: containsWord,
};

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_ByteMatchStatement.html */
export const byteMatchStatement: StatementReader = (properties, context) => {
  const base64 = properties.text('SearchStringBase64');
  const bytes =
    base64 === undefined ? Buffer.from(properties.requiredText('SearchString')) : Buffer.from(base64, 'base64');
  const search = bytes.toString('latin1');
  const constraint = properties.requiredText('PositionalConstraint');
  const isThere = Object.hasOwn(positions, constraint) ? positions[constraint] : undefined;
  if (!isThere) throw context.refuse(`PositionalConstraint ${constraint}`);
  const component = readComponent(properties, context);
  return ({ request }) => component(request, (text) => isThere(text, search));
};

/** Whether the search string stands there with no letter, digit or underscore on either side. */
function containsWord(text: string, search: string): boolean {
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + search.length)];
    if (!around.some((character) => /\w/.test(character))) return true;
  }
  return false;
}
