import { SqlError } from '../../engine.ts';
import type { Token } from '../../syntax/tokens.ts';
import type { TypeName } from '../../syntax/value-type.ts';
import { asText, castTo } from '../casts.ts';
import { type DatePart, intervalOf, readDatePart } from '../date-part.ts';
import { isMoment, isNumber } from '../number-types.ts';
import { fill, type Translated } from '../translated.ts';
import { type FunctionRule, type FunctionRules, template } from './function-rule.ts';

const none: Translated = { tokens: [], type: undefined };

/** The value as a timestamp; one with a time zone and a time keep their types. */
function asTimestamp(place: Token, value: Translated = none): Translated {
  if (value.type && ['timestamptz', 'timestamp', 'time', 'timetz'].includes(value.type.name)) return value;
  return castTo(place, value, { name: 'timestamp' });
}

function asDate(place: Token, value: Translated = none): Token[] {
  return value.type?.name === 'date'
    ? [...value.tokens]
    : castTo(place, asTimestamp(place, value), { name: 'date' }).tokens.slice();
}

const isSpan = (part: DatePart) => !['dow', 'doy', 'epoch'].includes(part);

function partOf(operand: Translated | undefined, allowed?: (part: DatePart) => boolean): DatePart {
  if (operand?.literal === undefined) throw new SqlError('ERROR: the date part must be a literal');
  return readDatePart(operand.literal, allowed);
}

const dateAdd: FunctionRule = {
  least: 3,
  most: 3,
  write: (place, [part, amount, moment]) => {
    const value = asTimestamp(place, moment);
    const span = fill(place, intervalOf(partOf(part, isSpan)), amount?.tokens ?? []);
    return { tokens: fill(place, '($1 + $2)', value.tokens, span), type: value.type };
  },
};

const dateDiff: FunctionRule = {
  least: 3,
  most: 3,
  write: (place, [part, start, end]) => {
    const [a, b] = [asTimestamp(place, start), asTimestamp(place, end)];
    return {
      tokens: fill(place, `date_diff('${partOf(part, isSpan)}', $1, $2)`, a.tokens, b.tokens),
      type: { name: 'int8' },
    };
  },
};

/** Seconds have no whole minutes in them, and milliseconds no whole seconds. */
function writePart(place: Token, part: Translated | undefined, moment: Translated | undefined): Token[] {
  const name = partOf(part);
  const value = moment?.type?.name === 'interval' ? moment : asTimestamp(place, moment);
  if (name === 'millisecond') return fill(place, "(date_part('millisecond', $1) % 1000)", value.tokens);
  if (name === 'microsecond') return fill(place, "(date_part('microsecond', $1) % 1000000)", value.tokens);
  if (name === 'epoch') return fill(place, "floor(date_part('epoch', $1))", value.tokens);
  return fill(place, `date_part('${name}', $1)`, value.tokens);
}

function partAs(type: TypeName, duckdb: string): FunctionRule {
  return {
    least: 2,
    most: 2,
    write: (place, [part, moment]) => {
      const isLong = part?.literal === 'epoch' && type === 'int4';
      const written = writePart(place, part, moment);
      return {
        tokens: fill(place, `CAST($1 AS ${isLong ? 'BIGINT' : duckdb})`, written),
        type: { name: isLong ? 'int8' : type },
      };
    },
  };
}

const dateTrunc: FunctionRule = {
  least: 2,
  most: 2,
  write: (place, [part, moment]) => {
    const value = asTimestamp(place, moment);
    return { tokens: fill(place, `date_trunc('${partOf(part, isSpan)}', $1)`, value.tokens), type: value.type };
  },
};

/** -1, 0 or 1. */
function comparing(left: typeof asDate, right: typeof asDate): FunctionRule {
  return {
    least: 2,
    most: 2,
    write: (place, [a, b]) => ({
      tokens: fill(place, 'redshift_compare($1, $2)', left(place, a), right(place, b)),
      type: { name: 'int4' },
    }),
  };
}

const timestampTokens = (place: Token, value?: Translated): Token[] => [...asTimestamp(place, value).tokens];

/** A macro of timestamps. */
function ofTimestamps(count: number, type: TypeName, sql: string): FunctionRule {
  return {
    least: count,
    most: count,
    write: (place, operands) => {
      const values = operands.map(
        (operand) => castTo(place, asTimestamp(place, operand), { name: 'timestamp' }).tokens,
      );
      return { tokens: fill(place, sql, ...values), type: { name: type } };
    },
  };
}

const toChar: FunctionRule = {
  least: 2,
  most: 2,
  write: (place, [value = none, format = none]) => {
    const isClock = isMoment(value.type) || value.type?.name === 'interval' || value.type?.name === 'time';
    if (!isClock && !isNumber(value.type) && value.type !== undefined) {
      throw new SqlError(`ERROR: function to_char(character varying, character varying) does not exist`);
    }
    const name = isClock
      ? 'redshift_format_timestamp'
      : isNumber(value.type)
        ? 'redshift_format_number'
        : 'redshift_format';
    const text = value.type?.name === 'date' ? castTo(place, value, { name: 'timestamp' }).tokens : value.tokens;
    return {
      tokens: fill(place, `${name}(CAST($1 AS VARCHAR), $2)`, text, asText(place, format)),
      type: { name: 'varchar' },
    };
  },
};

function convertTimezone(place: Token, operands: readonly Translated[]): Translated {
  const moment = asTimestamp(place, operands.at(-1));
  const zones = operands.slice(0, -1).map((zone) => asText(place, zone));
  const target = zones.at(-1) ?? [];
  if (moment.type?.name === 'timestamptz') {
    return { tokens: fill(place, '($1 AT TIME ZONE $2)', moment.tokens, target), type: { name: 'timestamp' } };
  }
  const source = zones.length > 1 ? (zones[0] ?? []) : fill(place, "'UTC'");
  return {
    tokens: fill(place, '(($1 AT TIME ZONE $2) AT TIME ZONE $3)', moment.tokens, source, target),
    type: { name: 'timestamp' },
  };
}

const timezone: FunctionRule = {
  least: 2,
  most: 2,
  write: (place, [zone = none, moment]) => {
    const value = asTimestamp(place, moment);
    const type: TypeName = value.type?.name === 'timestamptz' ? 'timestamp' : 'timestamptz';
    return { tokens: fill(place, '($1 AT TIME ZONE $2)', value.tokens, asText(place, zone)), type: { name: type } };
  },
};

/**
 * Date and time functions.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html
 */
export const dateFunctions: FunctionRules = {
  dateadd: dateAdd,
  date_add: dateAdd,
  datediff: dateDiff,
  date_diff: dateDiff,
  extract: partAs('int4', 'INTEGER'),
  date_part: partAs('float8', 'DOUBLE'),
  pgdate_part: partAs('float8', 'DOUBLE'),
  date_trunc: dateTrunc,
  date_part_year: ofTimestamps(1, 'int4', "CAST(date_part('year', $1) AS INTEGER)"),
  getdate: template(0, 0, 'p', 'timestamp', 'redshift_now()'),
  sysdate: template(0, 0, 'p', 'timestamp', "CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)"),
  current_date: template(0, 0, 'p', 'date', "CAST(now() AT TIME ZONE 'UTC' AS DATE)"),
  current_timestamp: template(0, 0, 'p', 'timestamptz', 'now()'),
  now: template(0, 0, 'p', 'timestamptz', 'now()'),
  timeofday: template(0, 0, 'p', 'varchar', 'redshift_timeofday()'),
  add_months: {
    least: 2,
    most: 2,
    write: (place, [moment, months = none]) => ({
      tokens: fill(place, 'redshift_add_months($1, $2)', timestampTokens(place, moment), months.tokens),
      type: { name: 'timestamp' },
    }),
  },
  months_between: ofTimestamps(2, 'float8', 'redshift_months_between($1, $2)'),
  last_day: {
    least: 1,
    most: 1,
    write: (place, [day]) => ({ tokens: fill(place, 'last_day($1)', asDate(place, day)), type: { name: 'date' } }),
  },
  next_day: {
    least: 2,
    most: 2,
    write: (place, [day, weekday = none]) => ({
      tokens: fill(place, 'redshift_next_day($1, $2)', asDate(place, day), asText(place, weekday)),
      type: { name: 'date' },
    }),
  },
  date: { least: 1, most: 1, write: (place, [moment]) => ({ tokens: asDate(place, moment), type: { name: 'date' } }) },
  date_cmp: comparing(asDate, asDate),
  timestamp_cmp: comparing(timestampTokens, timestampTokens),
  date_cmp_timestamp: comparing(asDate, timestampTokens),
  timestamp_cmp_date: comparing(timestampTokens, asDate),
  timestamptz_cmp: comparing(timestampTokens, timestampTokens),
  to_char: toChar,
  to_date: template(
    2,
    3,
    'ttp',
    'date',
    "CAST(redshift_parse_timestamp($1, $2, 'false') AS DATE)",
    'CAST(redshift_parse_timestamp($1, $2, CAST($3 AS VARCHAR)) AS DATE)',
  ),
  to_timestamp: template(
    2,
    3,
    'ttp',
    'timestamptz',
    "(CAST(redshift_parse_timestamp($1, $2, 'false') AS TIMESTAMP) AT TIME ZONE 'UTC')",
    "(CAST(redshift_parse_timestamp($1, $2, CAST($3 AS VARCHAR)) AS TIMESTAMP) AT TIME ZONE 'UTC')",
  ),
  convert_timezone: { least: 2, most: 3, write: convertTimezone },
  timezone,
};
