import { SqlError } from '../engine.ts';
import type { Token } from '../syntax/tokens.ts';
import { duckdbType, typeText, type ValueType } from '../syntax/value-type.ts';
import { isInteger, isText, sized } from './number-types.ts';
import { outputType } from './output-type.ts';
import { fill, type Translated } from './translated.ts';

/**
 * Casts as Redshift does: a text is cut to its length in bytes, a SUPER that does not fit is NULL, a text that is no
 * number, date or truth is refused.
 *
 * @throws SqlError for casts that Redshift does not have.
 */
export function castTo(place: Token, operand: Translated, type: ValueType, isSafe = false): Translated {
  if (isText(type)) return { tokens: castToText(place, operand, type), type: sizedAs(operand, type) };
  refuseImpossible(operand.type, type);
  return { tokens: castToValue(place, operand, type, isSafe), type };
}

/** Without a length of its own, the text has that of what it is made of. */
function sizedAs(operand: Translated, type: ValueType): ValueType {
  const own = outputType(operand);
  return type.bytes === undefined && isText(own) ? sized(type.name, own?.bytes) : type;
}

function castToText(place: Token, operand: Translated, type: ValueType): Token[] {
  if (operand.type?.name === 'bool') throw new SqlError('ERROR: cannot cast type boolean to character varying');
  // A string becomes a text for certain, which tells overloads of a function apart.
  const text = operand.untyped ? fill(place, 'CAST($1 AS VARCHAR)', operand.tokens) : asText(place, operand);
  return type.bytes === undefined ? text : fill(place, `redshift_cut($1, ${type.bytes})`, text);
}

/** The value as Redshift writes it; a SUPER's text without its quotes, a CHAR without the blanks at its end. */
export function asText(place: Token, operand: Translated): Token[] {
  const { type, tokens } = operand;
  if (operand.untyped === 'null') return fill(place, 'CAST($1 AS VARCHAR)', tokens);
  if (type?.name === 'bpchar') return fill(place, "rtrim($1, ' ')", tokens);
  if (isText(type) || operand.literal !== undefined)
    return operand.type && !isText(type) ? literalText(place, operand) : [...tokens];
  if (type === undefined) return fill(place, 'redshift_text($1)', tokens);
  if (type.name === 'super') return fill(place, "json_extract_string($1, '$')", tokens);
  if (type.name === 'float4' || type.name === 'float8') return fill(place, 'redshift_float_text($1)', tokens);
  return fill(place, 'CAST($1 AS VARCHAR)', tokens);
}

function literalText(place: Token, operand: Translated): Token[] {
  return fill(place, 'CAST($1 AS VARCHAR)', operand.tokens);
}

const moments = ['date', 'timestamp', 'timestamptz'];

function refuseImpossible(from: ValueType | undefined, to: ValueType): void {
  if (!from) return;
  const momentToNumber =
    moments.includes(from.name) && (isInteger(to) || ['numeric', 'float4', 'float8', 'bool'].includes(to.name));
  const numberToMoment =
    moments.includes(to.name) && (isInteger(from) || ['numeric', 'float4', 'float8', 'bool'].includes(from.name));
  if (momentToNumber || numberToMoment) {
    throw new SqlError(`ERROR: cannot cast type ${typeText(from)} to ${typeText(to)}`);
  }
}

function castToValue(place: Token, operand: Translated, type: ValueType, isSafe: boolean): Token[] {
  const from = operand.type;
  const duckdb = duckdbType(type);
  const cast = isSafe ? 'TRY_CAST' : 'CAST';
  const { tokens } = operand;
  if (type.name === 'super') return toSuper(place, operand);
  if (from?.name === 'super') return fill(place, `TRY_CAST($1 AS ${duckdb})`, tokens);
  // A parameter or a text may hold anything; DuckDB would round '1.5' where Redshift refuses it.
  const fromText = operand.untyped === 'text' || isText(from);
  if (fromText && isInteger(type) && !isSafe)
    return fill(place, `CAST(redshift_integer_text($1) AS ${duckdb})`, tokens);
  if (fromText && moments.includes(type.name)) {
    return fill(place, isSafe ? `TRY_CAST($1 AS ${duckdb})` : `redshift_${type.name}($1)`, tokens);
  }
  return fill(place, `${cast}($1 AS ${duckdb})`, tokens);
}

/** A SUPER holds texts in quotes, as JSON does. */
export function toSuper(place: Token, operand: Translated): Token[] {
  if (operand.type?.name === 'super') return [...operand.tokens];
  if (operand.untyped === 'text' || isText(operand.type))
    return fill(place, 'to_json(CAST($1 AS VARCHAR))', operand.tokens);
  return fill(place, 'to_json($1)', operand.tokens);
}

/**
 * A text on its way into a column: what is too long only for the blanks at its end is cut.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html "Significance of trailing blanks"
 */
export function fitInto(place: Token, value: Translated, { name, bytes }: ValueType): readonly Token[] {
  const own = outputType(value);
  const tokens = own?.name === 'bpchar' && name === 'varchar' ? asText(place, value) : value.tokens;
  const fits = bytes === undefined || !isText(own) || (own?.bytes ?? Number.POSITIVE_INFINITY) <= bytes;
  return fits ? tokens : fill(place, `redshift_fit($1, ${bytes})`, tokens);
}
