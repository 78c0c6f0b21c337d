/** The characters of a text that fit into a number of UTF-8 bytes; what does not fit is cut off whole. */
export function cutToBytes(text: string, bytes: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}
