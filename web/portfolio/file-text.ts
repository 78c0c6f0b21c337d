/** A CSV of more bytes holds more rows than the page takes. */
const mostBytes = 20_000_000;

/** The text of a file; rejects with an Error for the user when it is too large to be read here. */
export async function fileText(file: File): Promise<string> {
  if (file.size > mostBytes) throw new Error(`It is larger than ${mostBytes / 1e6} MB; split it.`);
  return file.text();
}
