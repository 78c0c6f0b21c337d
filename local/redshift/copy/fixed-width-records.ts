import type { LoadRecord, RecordParser } from './load-record.ts';

/** Makes the parser of lines whose fields have fixed numbers of characters; blanks fill a field up on its right. */
export function fixedWidthParser(widths: readonly number[]): RecordParser {
  return (text, firstLine, isLast) => {
    const records: LoadRecord[] = [];
    let line = firstLine;
    let at = 0;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      if (newline < 0 && !isLast) break;
      const end = newline < 0 ? text.length : newline;
      const raw = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
      records.push({ line, raw, fields: cut(raw, widths) });
      line += 1;
      at = end + 1;
    }
    return { records, end: Math.min(at, text.length), line };
  };
}

function cut(raw: string, widths: readonly number[]): string[] {
  const characters = Array.from(raw);
  const fields: string[] = [];
  let at = 0;
  for (const width of widths) {
    if (at >= characters.length && fields.length > 0) break;
    fields.push(
      characters
        .slice(at, at + width)
        .join('')
        .trimEnd(),
    );
    at += width;
  }
  const rest = characters.slice(at).join('').trimEnd();
  return rest === '' ? fields : [...fields, rest];
}
