import type { Token } from '../../syntax/tokens.ts';
import { asText, toSuper } from '../casts.ts';
import { fill, type Translated } from '../translated.ts';
import { type FunctionRule, type FunctionRules, template } from './function-rule.ts';

const many = Number.POSITIVE_INFINITY;
const supers = (place: Token, operands: readonly Translated[]) => operands.map((operand) => toSuper(place, operand));
const introspection = (condition: string): FunctionRule =>
  template(1, 1, 'p', 'bool', `coalesce((${condition}), FALSE)`);
const whole = "json_type($1) IN ('UBIGINT', 'BIGINT')";

/** Extracts by a list of names; the last operand may say that a malformed text is NULL. */
const extractPath: FunctionRule = {
  least: 2,
  most: 7,
  write: (place, operands) => {
    const last = operands.at(-1);
    const isLax = last?.type?.name === 'bool';
    const [text, ...names] = isLax ? operands.slice(0, -1) : operands;
    const path = names.map((name) => asText(place, name));
    const sql = `redshift_json_text(${isLax ? 'redshift_json_or_null' : 'redshift_json_checked'}($1), $2, ${isLax && isTrue(last)})`;
    return {
      tokens: fill(place, sql, text ? asText(place, text) : [], fill(place, '[$*]', ...path)),
      type: { name: 'varchar' },
    };
  },
};

const isTrue = (flag: Translated | undefined) => flag?.tokens.at(-1)?.value === 'true';

/**
 * Functions of SUPER values and of texts that hold JSON.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Array_Functions.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/json-functions.html
 */
export const superFunctions: FunctionRules = {
  json_parse: template(1, 1, 't', 'super', 'json(redshift_json_checked($1))'),
  can_json_parse: template(1, 1, 't', 'bool', 'json_valid($1)'),
  json_serialize: template(1, 1, 'p', 'varchar', 'CAST($1 AS VARCHAR)'),
  json_typeof: template(1, 1, 'p', 'varchar', 'redshift_json_typeof($1)'),
  is_array: introspection("json_type($1) = 'ARRAY'"),
  is_object: introspection("json_type($1) = 'OBJECT'"),
  is_scalar: introspection("json_type($1) NOT IN ('ARRAY', 'OBJECT', 'NULL')"),
  is_varchar: introspection("json_type($1) = 'VARCHAR'"),
  is_char: introspection("json_type($1) = 'VARCHAR'"),
  is_boolean: introspection("json_type($1) = 'BOOLEAN'"),
  is_integer: introspection(`${whole} AND TRY_CAST($1 AS INTEGER) IS NOT NULL`),
  is_smallint: introspection(`${whole} AND TRY_CAST($1 AS SMALLINT) IS NOT NULL`),
  is_bigint: introspection(`${whole} AND TRY_CAST($1 AS BIGINT) IS NOT NULL`),
  is_decimal: introspection(`${whole} OR json_type($1) = 'DOUBLE'`),
  is_float: introspection("json_type($1) = 'DOUBLE'"),
  get_array_length: template(
    1,
    1,
    'p',
    'int4',
    "(CASE WHEN json_type($1) = 'ARRAY' THEN CAST(json_array_length($1) AS INTEGER) END)",
  ),
  array: {
    least: 0,
    most: many,
    write: (place, operands) => ({
      tokens: fill(place, 'json_array($*)', ...supers(place, operands)),
      type: { name: 'super' },
    }),
  },
  array_concat: template(2, 2, 'p', 'super', 'redshift_array_concat($1, $2)'),
  array_flatten: template(1, 1, 'p', 'super', 'redshift_array_flatten($1)'),
  subarray: template(2, 3, 'p', 'super', 'redshift_subarray($1, $2, NULL)', 'redshift_subarray($1, $2, $3)'),
  split_to_array: template(1, 2, 't', 'super', "redshift_split($1, ',')", 'redshift_split($1, $2)'),
  object: {
    least: 0,
    most: many,
    write: (place, operands) => {
      const pairs = operands.map((operand, index) =>
        index % 2 === 0 ? asText(place, operand) : toSuper(place, operand),
      );
      return { tokens: fill(place, 'json_object($*)', ...pairs), type: { name: 'super' } };
    },
  },
  is_valid_json: template(1, 1, 't', 'bool', "coalesce(json_valid($1) AND json_type($1) = 'OBJECT', FALSE)"),
  is_valid_json_array: template(1, 1, 't', 'bool', "coalesce(json_valid($1) AND json_type($1) = 'ARRAY', FALSE)"),
  json_array_length: template(
    1,
    2,
    'tp',
    'int4',
    'CAST(json_array_length(redshift_json_array($1, FALSE)) AS INTEGER)',
    'CAST(json_array_length(redshift_json_array($1, $2)) AS INTEGER)',
  ),
  json_extract_path_text: extractPath,
  json_extract_array_element_text: template(
    2,
    3,
    'tpp',
    'varchar',
    'redshift_json_element($1, $2, FALSE)',
    'redshift_json_element($1, $2, $3)',
  ),
};
