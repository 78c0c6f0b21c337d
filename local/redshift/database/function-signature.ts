/** Redshift's names of types that DuckDB calls otherwise. */
const typeNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    integer_literal: 'integer',
    string_literal: '"unknown"',
    '"null"': '"unknown"',
    unknown: '"unknown"',
    varchar: 'character varying',
    double: 'double precision',
    float: 'real',
    hugeint: 'bigint',
    json: 'super',
    timestamp: 'timestamp without time zone',
  }),
);

/** The functions of models have the numbers of their models behind their names in DuckDB. */
const modelNumbers = /\$[\d_]+$/;

/** DuckDB's `f$7(INTEGER_LITERAL, DECIMAL(8,2))` as Redshift writes it: `f(integer, numeric)`. */
export function redshiftSignature(call: string): string {
  const open = call.indexOf('(');
  const types = call
    .slice(open + 1, -1)
    .toLowerCase()
    .replaceAll(/\([\d,]*\)/g, '')
    .replaceAll('decimal', 'numeric')
    .split(/,\s*/)
    .map((type) => typeNames.get(type) ?? type);
  return `${call.slice(0, open).toLowerCase().replace(modelNumbers, '')}(${types.join(', ')})`;
}
