import type { BucketObject } from './bucket-objects.ts';
import type { CopyOptions } from './copy-options.ts';
import { openObject } from './open-object.ts';

/** What DuckDB's reader and COPY understand in different ways: ends of lines, empty lines, NUL, a byte order mark. */
const oddities = ['\r', '\0', '\n\n', '\ufeff'].map((text) => Buffer.from(text));
const newline = 0x0a;

/** True when an object has nothing in it that DuckDB's reader takes otherwise than COPY does. */
export async function isRegularText(
  object: BucketObject,
  options: CopyOptions,
  requireRunning: () => void,
): Promise<boolean> {
  let last = newline;
  // COPY skips lines, DuckDB skips records.
  const quote = options.format.kind === 'csv' ? options.format.quote : undefined;
  let headers = quote === undefined ? 0 : options.headerLines;
  for await (const chunk of openObject(object, options.compression, options.encoding).chunks) {
    requireRunning();
    // An empty line may lie across two chunks, or at the beginning.
    if (chunk[0] === newline && last === newline) return false;
    if (oddities.some((oddity) => chunk.includes(oddity))) return false;
    if (headers > 0) {
      const end = endOfLines(chunk, headers);
      if (chunk.subarray(0, end).includes(quote ?? '')) return false;
      headers -= countNewlines(chunk, end);
    }
    last = chunk.at(-1) ?? last;
  }
  return true;
}

function endOfLines(chunk: Buffer, lines: number): number {
  let end = 0;
  for (let line = 0; line < lines; line += 1) {
    const at = chunk.indexOf(newline, end);
    if (at < 0) return chunk.length;
    end = at + 1;
  }
  return end;
}

function countNewlines(chunk: Buffer, end: number): number {
  let count = 0;
  for (let at = chunk.indexOf(newline); at >= 0 && at < end; at = chunk.indexOf(newline, at + 1)) count += 1;
  return count;
}
