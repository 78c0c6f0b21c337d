/** One line of CSV, quoted where RFC 4180 asks for it, https://www.rfc-editor.org/rfc/rfc4180. */
export function csvLine(texts: readonly string[]): string {
  return `${texts.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
}
