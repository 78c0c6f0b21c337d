import { quoteText } from '../syntax/tokens.ts';
import type { UnloadColumn } from './unload-columns.ts';
import type { UnloadOptions } from './unload-statement.ts';

/** SQL that gives a row as one line of text, without its newline. */
export function lineExpression(columns: readonly UnloadColumn[], options: UnloadOptions): string {
  if (options.format === 'json') return jsonLine(columns);
  const fields = columns.map((column, index) => {
    const text = `coalesce(${writeText(plainText(column), column, options)}, ${quoteText(options.nullText)})`;
    const width = options.widths?.[index];
    return width === undefined ? text : `rpad(${text}, ${width}, ' ')`;
  });
  return fields.join(options.widths ? ' || ' : ` || ${quoteText(options.delimiter)} || `);
}

/** The header line. */
export function headerExpression(columns: readonly UnloadColumn[], options: UnloadOptions): string {
  const names = columns.map((column) => writeText(quoteText(column.name), { ...column, type: 'VARCHAR' }, options));
  return names.join(` || ${quoteText(options.delimiter)} || `);
}

/** A value as Redshift writes it: `t` for true, and no point behind a whole floating-point number. */
export function plainText({ sql, type }: UnloadColumn): string {
  if (type === 'BOOLEAN') return `CASE WHEN ${sql} THEN 't' WHEN NOT ${sql} THEN 'f' END`;
  if (type === 'DOUBLE' || type === 'FLOAT') return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0$', '')`;
  return `CAST(${sql} AS VARCHAR)`;
}

function writeText(text: string, { type }: UnloadColumn, options: UnloadOptions): string {
  const { delimiter, format } = options;
  if (format === 'csv') {
    const special = [delimiter, '"', '\n', '\r'].map((one) => `contains(${text}, ${quoteText(one)})`);
    const isEmpty = type === 'VARCHAR' ? ` OR ${text} = ''` : '';
    return `CASE WHEN ${special.join(' OR ')}${isEmpty} THEN '"' || replace(${text}, '"', '""') || '"' ELSE ${text} END`;
  }
  const isText = type === 'VARCHAR' || type === 'JSON';
  const escaped = options.isEscaped && isText ? escapeText(text, options) : text;
  return options.addsQuotes ? `'"' || ${escaped} || '"'` : escaped;
}

function escapeText(text: string, { delimiter, addsQuotes }: UnloadOptions): string {
  const special = `[\\n\\r\\\\${hex(delimiter)}${addsQuotes ? '"\'' : ''}]`;
  return `regexp_replace(${text}, ${quoteText(`(${special})`)}, '\\\\\\1', 'g')`;
}

/** A character of a regular expression, whatever it is. */
function hex(character: string): string {
  return `\\x{${character.charCodeAt(0).toString(16)}}`;
}

const numbers = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|DECIMAL.*)$/;

function jsonLine(columns: readonly UnloadColumn[]): string {
  const members = columns.map((column, index) => {
    const separator = index === 0 ? '{' : ',';
    return `${quoteText(`${separator}${JSON.stringify(column.name)}:`)} || coalesce(${jsonValue(column)}, 'null')`;
  });
  return `${members.join(' || ')} || '}'`;
}

function jsonValue(column: UnloadColumn): string {
  const { sql, type } = column;
  const text = plainText(column);
  if (type === 'JSON' || numbers.test(type)) return text;
  const quoted = `CAST(to_json(${text}) AS VARCHAR)`;
  const isFloating = type === 'DOUBLE' || type === 'FLOAT';
  return `CASE WHEN ${sql} IS NULL THEN NULL ${isFloating ? `WHEN isfinite(${sql}) THEN ${text}` : ''} ELSE ${quoted} END`;
}
