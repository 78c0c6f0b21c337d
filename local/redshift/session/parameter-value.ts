import type { TokenReader } from '../syntax/token-reader.ts';
import type { TokenKind } from '../syntax/tokens.ts';

const valueKinds: readonly TokenKind[] = ['word', 'quoted', 'string', 'number'];

/** Reads `{ TO | = } { value [, ...] | DEFAULT }`; undefined for DEFAULT. */
export function readParameterValue(reader: TokenReader): string | undefined {
  if (!reader.take('to')) reader.expectSymbol('=');
  if (reader.take('default')) return undefined;
  const values = reader.list(() => {
    const { kind = 'symbol', text = '', value = '' } = reader.peek() ?? {};
    if (!valueKinds.includes(kind)) reader.fail();
    reader.next();
    return kind === 'quoted' ? text : value;
  });
  return values.join(', ');
}
