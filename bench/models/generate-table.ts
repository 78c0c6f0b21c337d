import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import type { TableShape } from './aws-statement.ts';

/** Rows of a generated table: some more than CREATE MODEL's 500, of which some queries leave a fifth out. */
const rowCount = 720;
const dayMs = 86_400_000;

interface Column {
  readonly name: string;
  readonly type: string;
  /** The value at a share of the way through all that the column may hold, 0 to below 1. */
  readonly valueAt: (share: number) => string;
}

/** A table as statements and data make it. */
export interface GeneratedTable {
  /** The list of columns of CREATE TABLE. */
  readonly columns: string;
  readonly csv: string;
}

/** Generates a table of the shape; its columns hang together, so that each can be learned from the others. */
export function generateTable(shape: TableShape): GeneratedTable {
  const columns = shape.map(readColumn);
  const random = seededRandom(1);
  const lines = Array.from({ length: rowCount }, () => {
    const common = random();
    return columns.map(({ valueAt }) => valueAt(0.7 * common + 0.3 * random())).join(',');
  });
  return { columns: columns.map(({ name, type }) => `${name} ${type}`).join(', '), csv: lines.join('\n') };
}

function readColumn(text: string): Column {
  const [declaration = '', values] = text.split(' = ');
  const [name = '', ...words] = declaration.split(' ');
  const type = words.join(' ');
  return { name, type, valueAt: readValues(values ?? usualValues(type)) };
}

function usualValues(type: string): string {
  if (/^bool/.test(type)) return 'true|false';
  if (/char/.test(type)) return 'aa|ab|ac|ad|ae|af';
  return /^(date|timestamp)/.test(type) ? '2022-06-02..2022-09-29' : '0..99';
}

function readValues(values: string): Column['valueAt'] {
  const [from = '', to] = values.split('..');
  if (to === undefined) {
    const choices = values.split('|');
    return (share) => choices[Math.floor(share * choices.length)] ?? '';
  }
  if (!from.includes('-')) return (share) => String(Number(from) + Math.floor(share * (Number(to) - Number(from) + 1)));
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  return (share) => new Date(Date.parse(from) + Math.floor(share * days) * dayMs).toISOString().slice(0, 10);
}
