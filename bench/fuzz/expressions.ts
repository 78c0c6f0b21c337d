import type { Chance } from './chance.ts';
import { query } from './queries.ts';
import { columnName, literal, newName, typeName } from './words.ts';

const binaryOperators =
  '+ - * / % ^ || = <> != < <= > >= AND OR LIKE ILIKE ~ !~ ~* <<  >> & | # -> ->> @> && := == === <=> ** // IS<>'.split(
    /\s+/,
  );

const functionNames = (
  'abs ceil floor round sqrt power mod sign trunc ln log exp random upper lower length len left right substring position ' +
  'strpos replace reverse repeat lpad rpad trim ltrim rtrim concat split_part md5 sha1 sha2 chr ascii initcap translate ' +
  'regexp_replace regexp_substr regexp_count nvl nvl2 coalesce nullif decode greatest least getdate sysdate dateadd ' +
  'datediff date_part date_trunc last_day add_months months_between to_char to_date to_number to_timestamp convert_timezone ' +
  'json_parse json_serialize can_json_parse json_typeof json_extract_path_text is_valid_json json_array_length get_array_length ' +
  'object array concat_array strtol to_hex count sum avg min max stddev variance listagg median any_value bool_and ' +
  'percentile_cont approximate_count row_number rank dense_rank lag lead first_value nth_value ntile ratio_to_report ' +
  'fnv_hash farmfunc_hash64 to_varbyte pg_typeof current_schema version user session_user pg_backend_pid set_config ' +
  'current_setting getenv read_csv read_text query nextval play.fn play.fn_prob play.fn_probabilities redshift_now redshift_left_bytes ' +
  'json_each unnest range struct_pack list_value regexp_extract hash glob'
).split(' ');

/** Kinds of expressions by how often they come; each is given the depth that is left. */
const makers: ReadonlyArray<(chance: Chance, depth: number) => string> = [
  (chance) => literal(chance),
  (chance) => literal(chance),
  (chance) => columnName(chance),
  (chance) => columnName(chance),
  (chance, depth) => `${expression(chance, depth)} ${chance.pick(binaryOperators)} ${expression(chance, depth)}`,
  (chance, depth) => `${chance.pick(['-', '+', 'NOT ', '~', '@', '!', '|/'])}${expression(chance, depth)}`,
  (chance, depth) => `(${expression(chance, depth)})`,
  (chance, depth) => `${expression(chance, depth)}::${typeName(chance)}`,
  (chance, depth) => `${chance.pick(['CAST', 'TRY_CAST'])}(${expression(chance, depth)} AS ${typeName(chance)})`,
  (chance, depth) => `CONVERT(${typeName(chance)}, ${expression(chance, depth)})`,
  (chance, depth) => call(chance, depth),
  (chance, depth) => call(chance, depth),
  (chance, depth) => `${call(chance, depth)} OVER (${windowOf(chance, depth)})`,
  (chance, depth) => caseWhen(chance, depth),
  (chance, depth) => `${expression(chance, depth)} ${chance.pick(['', 'NOT '])}IN (${list(chance, depth)})`,
  (chance, depth) =>
    `${expression(chance, depth)} ${chance.pick(['IN', '= ANY', '> ALL', '=', 'NOT IN'])} (${query(chance, depth)})`,
  (chance, depth) => `${chance.pick(['EXISTS ', ''])}(${query(chance, depth)})`,
  (chance, depth) =>
    `${expression(chance, depth)} BETWEEN ${expression(chance, depth)} AND ${expression(chance, depth)}`,
  (chance, depth) =>
    `${expression(chance, depth)} IS ${chance.pick(['', 'NOT '])}${chance.pick(['NULL', 'TRUE', 'UNKNOWN', 'DISTINCT FROM 1'])}`,
  (chance, depth) => `${columnName(chance)}${superPath(chance, depth)}`,
  (chance, depth) => `EXTRACT(${chance.pick(['year', 'dow', 'epoch', 'x'])} FROM ${expression(chance, depth)})`,
  (chance, depth) =>
    `DATEADD(${chance.pick(['day', "'month'", 'qtr', 'x'])}, ${expression(chance, depth)}, ${expression(chance, depth)})`,
  (chance, depth) =>
    `${chance.pick(['[', '{', 'ARRAY[', 'ROW(', 'x -> '])}${list(chance, depth)}${chance.pick([']', '}', ')'])}`,
];

/** An expression, nested no deeper than `depth`. */
export function expression(chance: Chance, depth: number): string {
  if (depth <= 0) return chance.is(0.5) ? literal(chance) : columnName(chance);
  return chance.pick(makers)(chance, depth - 1);
}

/** A list of expressions. */
export function list(chance: Chance, depth: number): string {
  return chance.some(1, 4, () => expression(chance, depth)).join(', ');
}

function call(chance: Chance, depth: number): string {
  const name = chance.is(0.02) ? newName(chance) : chance.pick(functionNames);
  const schema = chance.is(0.05) ? chance.pick(['play.', 'public.', 'pg_catalog.', 'main.']) : '';
  const values = chance.is(0.1) ? chance.pick(['', '*', 'DISTINCT id', 'ALL name']) : list(chance, depth);
  const within = chance.is(0.05) ? ` WITHIN GROUP (ORDER BY ${columnName(chance)})` : '';
  return `${schema}${name}(${values})${within}`;
}

function windowOf(chance: Chance, depth: number): string {
  const partition = chance.is(0.5) ? `PARTITION BY ${list(chance, Math.min(depth, 1))} ` : '';
  const order = chance.is(0.7) ? `ORDER BY ${columnName(chance)} ` : '';
  const frame = chance.is(0.3)
    ? `ROWS BETWEEN ${chance.pick(['UNBOUNDED', '1', '-1', 'x'])} PRECEDING AND CURRENT ROW`
    : '';
  return `${partition}${order}${frame}`;
}

function caseWhen(chance: Chance, depth: number): string {
  const whens = chance
    .some(0, 3, () => `WHEN ${expression(chance, depth)} THEN ${expression(chance, depth)}`)
    .join(' ');
  const otherwise = chance.is(0.6) ? `ELSE ${expression(chance, depth)} ` : '';
  return `CASE ${chance.is(0.3) ? expression(chance, depth) : ''} ${whens} ${otherwise}END`;
}

function superPath(chance: Chance, depth: number): string {
  const step = () =>
    chance.pick([
      '.a',
      '.b.c',
      '[0]',
      '[-1]',
      '."x y"',
      `[${expression(chance, Math.min(depth, 1))}]`,
      '[9999999999]',
      '.*',
    ]);
  return chance.some(1, 3, step).join('');
}
