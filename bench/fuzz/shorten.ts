/**
 * Leaves out of a text what its fault does without: halves, then quarters, down to single words (delta debugging).
 *
 * @param isFaulty Asked about each shorter text, at most `tries` times.
 * @see https://www.st.cs.uni-saarland.de/papers/tse2002/
 */
export async function shorten(
  text: string,
  isFaulty: (text: string) => Promise<boolean>,
  tries = 150,
): Promise<string> {
  let pieces = text.split(/(?<=\s)|\b/);
  let left = tries;
  for (let size = Math.ceil(pieces.length / 2); size >= 1 && left > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < pieces.length && left > 0; left -= 1) {
      const shorter = [...pieces.slice(0, at), ...pieces.slice(at + size)];
      if (shorter.length > 0 && (await isFaulty(shorter.join('')))) pieces = shorter;
      else at += size;
    }
  }
  return pieces.join('');
}
