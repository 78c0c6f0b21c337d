import { asToken, isGroup, type Node, newToken } from '../syntax/nodes.ts';
import { isWord } from '../syntax/tokens.ts';

/** A type name of Redshift, read from a cast or a column definition. */
export interface ColumnType {
  /** As DuckDB spells it. */
  readonly duckdb: string;
  /** CHAR, VARCHAR and their kin; Redshift's lengths are bytes. */
  readonly isText: boolean;
  readonly bytes: number | undefined;
  /** How many nodes the type takes. */
  readonly length: number;
}

const twoWordTypes: ReadonlyMap<string, string> = new Map([
  ['double', 'precision'],
  ['character', 'varying'],
]);
const textTypes = ['varchar', 'char', 'character', 'nvarchar', 'nchar', 'bpchar', 'text', 'character varying'];
// What DuckDB spells otherwise: its FLOAT has 4 bytes and its DECIMAL 3 digits after the point.
const duckdbTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'double precision': 'DOUBLE',
    float: 'DOUBLE',
    super: 'JSON',
    decimal: 'DECIMAL(18,0)',
    numeric: 'DECIMAL(18,0)',
    timestamptz: 'TIMESTAMPTZ',
  }),
);

/** Reads the type that begins at `at`; undefined when no name stands there. */
export function readColumnType(nodes: readonly Node[], at: number): ColumnType | undefined {
  const first = asToken(nodes[at]);
  if (first?.kind !== 'word') return undefined;
  const second = twoWordTypes.get(first.value);
  const isPair = second !== undefined && isWord(asToken(nodes[at + 1]), second);
  const name = isPair ? `${first.value} ${second}` : first.value;
  let length = isPair ? 2 : 1;
  const size = nodes[at + length];
  const sizes = isGroup(size, '(') ? size.children.map((child) => asToken(child)?.text ?? '') : undefined;
  if (sizes) length += 1;
  const zone = timeZoneWords(nodes, at + length);
  return describeType(name, sizes, { zone: zone.text, length: length + zone.length });
}

function describeType(
  name: string,
  sizes: readonly string[] | undefined,
  tail: { readonly zone: string; readonly length: number },
): ColumnType {
  const { length } = tail;
  if (textTypes.includes(name)) {
    const size = sizes?.[0]?.toLowerCase() === 'max' ? '65535' : sizes?.[0];
    return { duckdb: 'VARCHAR', isText: true, bytes: size === undefined ? undefined : Number(size), length };
  }
  const bare = sizes ? `${name}(${sizes.join('')})` : (duckdbTypes.get(name) ?? name);
  return { duckdb: bare + tail.zone, isText: false, bytes: undefined, length };
}

function timeZoneWords(nodes: readonly Node[], at: number): { text: string; length: number } {
  const words = [0, 1, 2].map((ahead) => asToken(nodes[at + ahead])?.value ?? '').join(' ');
  if (words === 'with time zone') return { text: ' WITH TIME ZONE', length: 3 };
  return { text: '', length: words === 'without time zone' ? 3 : 0 };
}

/** The type as tokens that stand where `place` stands. */
export function typeTokens(type: ColumnType, place: Node): Node[] {
  return [newToken(place, 'word', type.duckdb)];
}
