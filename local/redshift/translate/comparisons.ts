import { SqlError } from '../engine.ts';
import type { Token } from '../syntax/tokens.ts';
import { typeText, type ValueType } from '../syntax/value-type.ts';
import { asText, castTo } from './casts.ts';
import { isMoment, isNumber, isText } from './number-types.ts';
import { fill, type Translated } from './translated.ts';

/**
 * Compares two values: blanks at a text's end do not count, a SUPER equals only what has its own dynamic type.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
 */
export function compare(place: Token, operator: string, left: Translated, right: Translated): Token[] {
  const sign = operator === '!=' ? '<>' : operator;
  if (left.type?.name === 'super') return compareSuper(place, sign, left, right);
  if (right.type?.name === 'super') return compareSuper(place, mirrored[sign] ?? sign, right, left);
  const [a, b] = align(place, left, right);
  return fill(place, `($1 ${sign} $2)`, a, b);
}

/** `x IN (a, b, ...)`. */
export function compareMany(place: Token, operand: Translated, values: readonly Translated[]): Token[] {
  const isPlain = values.every(({ type }) => type?.name !== 'super') && operand.type?.name !== 'super';
  if (!isPlain) {
    const either = values.map((value) => compare(place, '=', operand, value));
    return either.reduce((all, one) => fill(place, '($1 OR $2)', all, one));
  }
  const aligned = values.map((value) => align(place, operand, value)[1]);
  const left = values[0] ? align(place, operand, values[0])[0] : operand.tokens;
  return fill(place, '($1 IN ($2))', left, fill(place, '$*', ...aligned));
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function align(place: Token, left: Translated, right: Translated): [readonly Token[], readonly Token[]] {
  refuseUnlike(left, right);
  const areTexts = [left, right].every((side) => isText(side.type) || side.untyped === 'text');
  if (areTexts) return [withoutBlanks(place, left), withoutBlanks(place, right)];
  return [typedAs(place, left, right.type).tokens, typedAs(place, right, left.type).tokens];
}

/** A text beside a number, a date or a truth is read as one. */
function typedAs(place: Token, value: Translated, type: ValueType | undefined): Translated {
  if (!type || type.name === 'interval') return value;
  if (value.untyped === 'text' || (isText(value.type) && !isText(type))) {
    // A column's texts may have more digits than the number that they are compared with.
    const isExact = type.name === 'numeric' && value.literal === undefined;
    return castTo(place, value, isExact ? { name: 'numeric', precision: 38, scale: type.scale ?? 0 } : type);
  }
  return value;
}

function withoutBlanks(place: Token, value: Translated): readonly Token[] {
  if (value.literal !== undefined && !value.literal.endsWith(' ')) return value.tokens;
  return fill(place, "rtrim($1, ' ')", value.tokens);
}

function refuseUnlike(left: Translated, right: Translated): void {
  const [a, b] = [left.type, right.type];
  if (!a || !b) return;
  const isUnlike =
    (isNumber(a) && (isMoment(b) || b.name === 'bool')) ||
    (a.name === 'bool' && (isNumber(b) || isMoment(b))) ||
    (isMoment(a) && isNumber(b));
  if (isUnlike) throw new SqlError(`ERROR: operator does not exist: ${typeText(a)} = ${typeText(b)}`);
}

/** Values of other types are never equal, and neither smaller nor larger. */
function compareSuper(place: Token, operator: string, left: Translated, right: Translated): Token[] {
  const other = operator === '=' || operator === '<>' ? String(operator === '<>') : 'NULL';
  const typed = (types: string, value: string, operand: readonly Token[]) =>
    fill(
      place,
      `(CASE WHEN json_type($1) IN (${types}) THEN ${value} ${operator} $2 WHEN redshift_super_value($1) IS NOT NULL THEN ${other} END)`,
      left.tokens,
      operand,
    );
  if (right.untyped === 'text' || isText(right.type)) {
    return typed("'VARCHAR'", "rtrim(json_extract_string($1, '$'), ' ')", withoutBlanks(place, right));
  }
  if (isNumber(right.type))
    return typed("'UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT'", 'TRY_CAST($1 AS DOUBLE)', right.tokens);
  if (right.type?.name === 'bool') return typed("'BOOLEAN'", 'TRY_CAST($1 AS BOOLEAN)', right.tokens);
  if (right.type?.name === 'super')
    return fill(
      place,
      `redshift_super_${operator === '=' || operator === '<>' ? 'equal' : 'order'}($1, $2, ${quotedOperator(operator)})`,
      left.tokens,
      right.tokens,
    );
  return typed("'VARCHAR'", "json_extract_string($1, '$')", asText(place, right));
}

function quotedOperator(operator: string): string {
  return `'${operator}'`;
}
