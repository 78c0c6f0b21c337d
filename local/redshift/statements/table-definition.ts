import { asToken, flattenNodes, isGroup, type Node, nestTokens, splitAtCommas } from '../syntax/nodes.ts';
import { printTokens } from '../syntax/print-tokens.ts';
import { isName, isWord, quoteName, quoteText, syntaxError, type Token } from '../syntax/tokens.ts';
import { readColumnType } from '../translate/column-type.ts';
import { translateNodes } from '../translate/translate.ts';

/** A table in DuckDB's words. */
export interface TableDefinition {
  readonly columns: readonly string[];
  /** For IDENTITY columns, to be created before the table. */
  readonly sequences: readonly string[];
}

/** Redshift keeps these for information only; DuckDB would enforce them. */
const tableConstraints = ['primary', 'unique', 'foreign', 'constraint'];
/** A VARCHAR without a length has this many bytes. */
const defaultTextBytes = 256;

/**
 * Reads the columns of a CREATE TABLE. Lengths of texts become checks of bytes; what only steers storage is left out.
 *
 * @param sequencePrefix begins the names of the sequences.
 * @throws SqlError where a column cannot be read.
 */
export function readTableDefinition(tokens: readonly Token[], sequencePrefix: string): TableDefinition {
  const sequences: string[] = [];
  const columns: string[] = [];
  for (const nodes of splitAtCommas(nestTokens(tokens, tokens.at(-1)?.start ?? 0))) {
    if (isWord(asToken(nodes[0]), ...tableConstraints)) continue;
    const column = readColumn(nodes, sequencePrefix);
    columns.push(column.sql);
    if (column.sequence !== undefined) sequences.push(column.sequence);
  }
  return { columns, sequences };
}

function readColumn(nodes: readonly Node[], prefix: string): { sql: string; sequence: string | undefined } {
  const name = asToken(nodes[0]);
  const type = readColumnType(nodes, 1);
  if (!isName(name) || !type) throw syntaxError(name?.value ?? '', name?.start ?? 0);
  const quoted = quoteName(name.value);
  const sequenceName = `redshift_catalog.${quoteName(`${prefix}.${name.value}`)}`;
  const attributes = readAttributes(nodes.slice(1 + type.length), sequenceName);
  const check = type.isText ? ` CHECK (strlen(${quoted}) <= ${type.bytes ?? defaultTextBytes})` : '';
  return { sql: `${quoted} ${type.duckdb}${attributes.sql}${check}`, sequence: attributes.sequence };
}

function readAttributes(nodes: readonly Node[], sequenceName: string): { sql: string; sequence: string | undefined } {
  let sql = '';
  let sequence: string | undefined;
  let at = 0;
  const takes = (...words: readonly string[]) => {
    const matches = words.every((word, index) => isWord(asToken(nodes[at + index]), word));
    if (matches) at += words.length;
    return matches;
  };
  while (at < nodes.length) {
    const group = nodes[at + 1];
    if (takes('not', 'null')) sql += ' NOT NULL';
    else if (takes('null') || takes('distkey') || takes('sortkey') || takes('primary', 'key') || takes('unique'))
      continue;
    else if (takes('encode') || takes('collate')) at += 1;
    else if (takes('references')) at += referenceLength(nodes, at);
    else if (isWord(asToken(nodes[at]), 'identity') && isGroup(group)) {
      const [seed, , step] = group.children.map((child) => asToken(child)?.text ?? '');
      sequence = `CREATE OR REPLACE SEQUENCE ${sequenceName} START ${Number(seed)} INCREMENT ${Number(step)}`;
      sql += ` DEFAULT nextval(${quoteText(sequenceName)})`;
      at += 2;
    } else if (takes('default')) {
      const end = defaultEnd(nodes, at);
      sql += ` DEFAULT (${printDefault(nodes.slice(at, end))})`;
      at = end;
    } else {
      const token = asToken(nodes[at]);
      throw syntaxError(token?.value ?? '(', token?.start ?? 0);
    }
  }
  return { sql, sequence };
}

function referenceLength(nodes: readonly Node[], start: number): number {
  let at = start;
  while (at < nodes.length && !isGroup(nodes[at])) at += 1;
  return at + 1 - start;
}

const attributeWords = 'not null encode distkey sortkey primary unique references identity collate'.split(' ');

function defaultEnd(nodes: readonly Node[], start: number): number {
  let at = start + 1;
  while (at < nodes.length && !isWord(asToken(nodes[at]), ...attributeWords)) at += 1;
  return at;
}

function printDefault(nodes: readonly Node[]): string {
  const noNames = { systemSchemaOf: () => undefined, findModelFunction: () => undefined };
  return printTokens(flattenNodes(translateNodes(nodes, noNames))).text;
}
