import { SqlError, StatementCancelledError } from '../engine.ts';
import { readDuckdbType, typeText } from '../syntax/value-type.ts';
import { redshiftSignature } from './function-signature.ts';

const wordings: ReadonlyArray<readonly [RegExp, (...groups: string[]) => string]> = [
  [/syntax error at or near "(.*)"/, (near) => `syntax error at or near "${near}"`],
  [/syntax error at end of input/, () => 'syntax error at end of input'],
  [/Table with name (\S+) does not exist/, (name) => `relation "${name}" does not exist`],
  [/Schema with name (\S+) does not exist/, (name) => `schema "${name}" does not exist`],
  [/Table with name "(.+?)" already exists/, (name) => `Relation "${name}" already exists`],
  [/Schema with name "(.+?)" already exists/, (name) => `schema "${name}" already exists`],
  [/Referenced column "(.+?)" (?:was )?not found/, (name) => `column "${name}" does not exist`],
  [/Ambiguous reference to column name "(.+?)"/, (name) => `column reference "${name}" is ambiguous`],
  [/Referenced table "(.+?)" not found/, (name) => `missing FROM-clause entry for table "${name}"`],
  [/does not have a column (?:named|with name) "(.+?)"/, (name) => `column "${name}" does not exist`],
  [/Function with name (\S+) does not exist/, (name) => `function ${name}(...) does not exist`],
  [
    /No function matches the given name and argument types '(.+?)'/,
    (call) => `function ${redshiftSignature(call)} does not exist`,
  ],
  [
    /Transaction conflict|Conflict on (?:tuple|update)|write-write conflict/,
    () => '1023 DETAIL: Serializable isolation violation on table',
  ],
  [/Max expression depth limit/, () => 'stack depth limit exceeded'],
  [
    /column "?([^" ]+)"? must appear in the GROUP BY clause/,
    (name) => `column "${name}" must appear in the GROUP BY clause or be used in an aggregate function`,
  ],
  [
    /(WHERE|JOIN\/ON) clause cannot contain aggregates/,
    (clause) => `aggregates not allowed in ${clause.replace('JOIN/ON', 'JOIN')} clause`,
  ],
  [/GROUP BY clause cannot contain aggregates/, () => 'aggregates not allowed in GROUP BY clause'],
  [
    /Alias "(.+?)" referenced - but the expression has side effects/,
    (alias) => `a reference to the alias "${alias}" of such an expression is not supported by the local engine`,
  ],
  [/aggregate function calls cannot be nested/, () => 'aggregate function calls may not be nested'],
  [/cannot contain window functions|window functions are not allowed in/, () => 'window functions not allowed here'],
  [/Overflow in \w+ of INT(\d+)|Cannot negate/, (bits) => integerRange(bits)],
  [
    /value is out of range for the destination type INT(\d+)/,
    (bits) => `Value out of range for ${Number(bits) / 8} bytes.`,
  ],
  [
    /Overflow in \w+ of DECIMAL|to type DECIMAL.* failed|out of range.*DECIMAL|Could not cast value .* to DECIMAL/,
    () => 'Numeric data overflow (result precision)',
  ],
  [/Unknown TimeZone '(.*?)'/, (zone) => `time zone "${zone}" not recognized`],
  [/More than one row returned by a subquery/, () => 'more than one row returned by a subquery used as an expression'],
  [/[Cc]ould not convert string '(.*?)' to INTERVAL/, (text) => `invalid input syntax for type interval: "${text}"`],
  [
    /Could not choose a best candidate function for the function call "(.+?)\(/,
    (name) => `function ${name} is not unique; its arguments need explicit type casts`,
  ],
  [
    /Unimplemented type for cast \((.+) -> (.+)\)/,
    (from, to) => `cannot cast type ${typeText(readDuckdbType(from))} to ${typeText(readDuckdbType(to))}`,
  ],
  [
    /(?:missing [\])]|unexpected \)|no argument for repetition operator|bad repetition operator|invalid (?:escape sequence|perl operator|character class range|repetition size|named capture group))(?:: .*)?$/,
    () => 'invalid regular expression',
  ],
  [/QUANTILE can only take parameters/, () => 'a percentile value is not between 0 and 1'],
  [/json_object\(\) requires an even number/, () => 'function object needs an even number of arguments'],
  [/Malformed JSON/, () => 'JSON parsing error'],
  [/NOT NULL constraint failed: (?:\S+\.)?(\S+)/, (column) => `Cannot insert a NULL value into column ${column}`],
  [/(\d+) >= strlen\(rtrim\(/, (bytes) => `value too long for type character(${bytes})`],
  [/strlen\("?(\w+)"?\) <= (\d+)/, (_, bytes) => `value too long for type character varying(${bytes})`],
  [/[Cc]ould not convert string ['"](.*?)['"] to INT\d+/, (text) => `invalid input syntax for integer: "${text}"`],
  [
    /[Cc]ould not convert string ['"](.*?)['"] to (?:DOUBLE|FLOAT)/,
    (text) => `invalid input syntax for type double precision: "${text}"`,
  ],
  [/[Cc]ould not convert string ['"](.*?)['"] to BOOL/, (text) => `invalid input syntax for type boolean: "${text}"`],
  [
    /[Cc]ould not convert string ['"](.*?)['"] to DECIMAL/,
    (text) => `invalid input syntax for type numeric: "${text}"`,
  ],
  [
    /time field value out of range: "(.*?)", expected format/,
    (text) => `invalid input syntax for type time: "${text}"`,
  ],
  [/invalid date field format: "(.*?)"/, (text) => `invalid input syntax for type date: "${text}"`],
];

function integerRange(bits: string | undefined): string {
  return `${{ 16: 'smallint', 64: 'bigint' }[bits ?? ''] ?? 'integer'} out of range`;
}

/** What DuckDB refused, in Redshift's words; text that no rule knows keeps DuckDB's words without its class. */
export function redshiftError(error: unknown): Error {
  if (error instanceof SqlError || error instanceof StatementCancelledError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const message = text.replace(/^Failed to extract statements: /, '');
  if (/INTERRUPT|Interrupted/.test(message)) return new StatementCancelledError('The statement was cancelled');
  // Only DuckDB's own refusals name their class; all else is our fault and must not pass for one.
  if (!/^[A-Z][\w ]+ Error: /.test(message)) return error instanceof Error ? error : new Error(message);
  return new SqlError(`ERROR: ${redshiftWording(message)}`, { cause: error });
}

/** @param message DuckDB's text. */
export function redshiftWording(message: string): string {
  for (const [pattern, wording] of wordings) {
    const match = pattern.exec(message);
    if (match) return wording(...match.slice(1));
  }
  return (message.split('\n')[0] ?? message).replace(/^[A-Z][\w ]+ Error: /, '');
}
