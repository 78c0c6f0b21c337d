/** Whole lines of a file. */
export interface DecodedLines {
  readonly text: string;
  /** The text has stand-ins for bytes that are no UTF-8. */
  readonly hasInvalidBytes: boolean;
}

const newline = 0x0a;
/** A byte that is no UTF-8 becomes the lone surrogate of this number plus the byte, which no valid text can hold. */
export const invalidBase = 0xdc00;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that are no UTF-8, as `decodeLines` leaves them. */
export const invalidBytes = /[\udc80-\udcff]/gu;

/** Decodes UTF-8 in blocks that end with a line, wherever the chunks are cut. A byte order mark at the start is left out. */
export async function* decodeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<DecodedLines> {
  let rest = Buffer.alloc(0);
  let isStart = true;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newline) + 1;
    if (end === 0) {
      rest = Buffer.concat([rest, chunk]);
      continue;
    }
    yield decode(Buffer.concat([rest, chunk.subarray(0, end)]), isStart);
    isStart = false;
    rest = Buffer.from(chunk.subarray(end));
  }
  if (rest.length > 0) yield decode(rest, isStart);
}

function decode(bytes: Buffer, isStart: boolean): DecodedLines {
  const { text, hasInvalidBytes } = decodeBytes(bytes);
  return { text: isStart && text.startsWith('\ufeff') ? text.slice(1) : text, hasInvalidBytes };
}

function decodeBytes(bytes: Buffer): DecodedLines {
  try {
    return { text: strict.decode(bytes), hasInvalidBytes: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: decodeInvalid(bytes), hasInvalidBytes: true };
  }
}

function decodeInvalid(bytes: Buffer): string {
  const pieces: string[] = [];
  let valid = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(bytes.toString('utf8', valid, at), String.fromCharCode(invalidBase + (bytes[at] ?? 0)));
    at += 1;
    valid = at;
  }
  return [...pieces, bytes.toString('utf8', valid)].join('');
}

/** Bytes of the character that begins at `at`; 0 when none does. */
function characterLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch (error) {
    if (error instanceof TypeError) return 0;
    throw error;
  }
}
