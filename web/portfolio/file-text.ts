/** A CSV of more bytes holds more rows than the page takes. */
const mostBytes = 20_000_000;

/** The text of a file; rejects with an Error for the user when it is too large to be read here. */
export async function fileText(file: File): Promise<string> {
  if (file.size > mostBytes) throw new Error(`It is larger than ${mostBytes / 1e6} MB; split it.`);
  return decode(await file.arrayBuffer());
}

/** Spreadsheets save a CSV in UTF-8, UTF-16 or the encoding of their system, which in the West is windows-1252. */
function decode(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
