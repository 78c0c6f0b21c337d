import type { Value } from '../../redshift/engine.ts';

/** One record of CSV with the line's end that the Data API uses. */
export function csvRecord(values: readonly Value[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** As in the CSV of Redshift's UNLOAD: NULL is nothing at all, an empty text is a pair of quotes. */
function csvField(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
