import type { TokenReader } from './token-reader.ts';

/** Takes CASCADE or RESTRICT, which ends a DROP; true for CASCADE. */
export function readCascade(reader: TokenReader): boolean {
  const isCascade = reader.take('cascade');
  if (!isCascade) reader.take('restrict');
  if (!reader.atEnd()) reader.fail();
  return isCascade;
}
