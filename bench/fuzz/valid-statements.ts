import type { Chance } from './chance.ts';
import { newName } from './words.ts';

/** What tells of the database, to each user what he may see of it. */
const systemViews = (
  'pg_attribute pg_class pg_namespace pg_proc pg_table_def pg_tables pg_user pg_views stl_load_errors svv_all_columns ' +
  'svv_all_tables svv_columns svv_ml_model_info stv_ml_model_info svv_ml_model_privileges svv_redshift_columns ' +
  'svv_redshift_functions svv_relation_privileges svv_role_grants svv_roles svv_table_info svv_tables svv_user_info ' +
  'sys_load_error_detail sys_load_history information_schema.tables information_schema.columns'
).split(' ');

/** Makes an expression of one type, nested no deeper than `depth`. */
type Maker = (chance: Chance, depth: number) => string;

const number: Maker = (chance, depth) =>
  depth <= 0
    ? chance.pick(['id', 'small', 'amount', 'rate', String(chance.below(100)), '-1.5', 'NULL::int'])
    : chance.pick<Maker>([
        (_, left) => `(${number(chance, left)} ${chance.pick(['+', '-', '*'])} ${number(chance, left)})`,
        (_, left) => `${number(chance, left)} / NULLIF(${number(chance, left)}, 0)`,
        (_, left) => `${chance.pick(['abs', 'ceil', 'floor', 'sign', 'round'])}(${number(chance, left)})`,
        (_, left) => `length(${text(chance, left)})`,
        (_, left) =>
          `${chance.pick(['coalesce', 'nvl', 'greatest', 'least'])}(${number(chance, left)}, ${number(chance, left)})`,
        (_, left) =>
          `CASE WHEN ${condition(chance, left)} THEN ${number(chance, left)} ELSE ${number(chance, left)} END`,
        (_, left) => `CAST(${number(chance, left)} AS ${chance.pick(['float8', 'decimal(18,4)', 'real'])})`,
        (_, left) => `decode(${text(chance, left)}, 'red', ${number(chance, left)}, ${number(chance, left)})`,
        (_, left) => `datediff(day, ${date(chance, left)}, ${date(chance, left)})`,
        (_, left) => `date_part(year, ${date(chance, left)})`,
        (_, left) => `nvl2(${text(chance, left)}, ${number(chance, left)}, 0)`,
      ])(chance, depth - 1);

const text: Maker = (chance, depth) =>
  depth <= 0
    ? chance.pick(['name', 'fixed', "'red'", "'größe'", "''", "'it''s'", '\'{"a":1}\''])
    : chance.pick<Maker>([
        (_, left) => `${text(chance, left)} || ${text(chance, left)}`,
        (_, left) => `${chance.pick(['upper', 'lower', 'trim', 'reverse', 'initcap', 'md5'])}(${text(chance, left)})`,
        (_, left) => `substring(${text(chance, left)}, 1, 2)`,
        (_, left) => `split_part(${text(chance, left)}, 'e', 1)`,
        (_, left) => `replace(${text(chance, left)}, 'e', 'E')`,
        (_, left) => `${number(chance, left)}::varchar`,
        (_, left) => `left(${text(chance, left)}, 3)`,
        (_, left) => `lpad(${text(chance, left)}, 5, '*')`,
        (_, left) => `to_char(${date(chance, left)}, 'YYYY-MM-DD')`,
        (_, left) => `coalesce(${text(chance, left)}, 'none')`,
        () => 'doc.a::varchar',
        () => 'json_serialize(doc)',
      ])(chance, depth - 1);

const date: Maker = (chance, depth) =>
  depth <= 0
    ? chance.pick(['born', 'seen::date', "DATE '2024-02-29'", "'2023-01-01'::date", 'CURRENT_DATE'])
    : chance.pick<Maker>([
        (_, left) => `dateadd(${chance.pick(['day', 'month', 'year'])}, ${chance.below(30)}, ${date(chance, left)})`,
        (_, left) => `date_trunc('month', ${date(chance, left)})`,
        (_, left) => `last_day(${date(chance, left)})`,
        (_, left) => `coalesce(${date(chance, left)}, ${date(chance, left)})`,
      ])(chance, depth - 1);

const condition: Maker = (chance, depth) =>
  depth <= 0
    ? chance.pick(['good', 'true', 'id > 1', 'name IS NULL', "name LIKE '%e%'", 'good IS NOT TRUE'])
    : chance.pick<Maker>([
        (_, left) => `(${condition(chance, left)} ${chance.pick(['AND', 'OR'])} ${condition(chance, left)})`,
        (_, left) => `NOT ${condition(chance, left)}`,
        (_, left) => `${number(chance, left)} ${chance.pick(['=', '<>', '<', '>=', '!='])} ${number(chance, left)}`,
        (_, left) => `${text(chance, left)} IN (${text(chance, left)}, 'blue')`,
        (_, left) => `${date(chance, left)} BETWEEN ${date(chance, left)} AND ${date(chance, left)}`,
        (_, left) => `EXISTS (SELECT 1 FROM play.u WHERE u.id = t.id AND ${condition(chance, Math.min(left, 0))})`,
        (_, left) => `id IN (SELECT id FROM play.u WHERE ${condition(chance, left)})`,
      ])(chance, depth - 1);

const value: Maker = (chance, depth) => chance.pick([number, text, date, condition])(chance, depth);

const aggregate: Maker = (chance, depth) =>
  chance.pick([
    'count(*)',
    `count(DISTINCT ${text(chance, depth)})`,
    `${chance.pick(['sum', 'avg', 'min', 'max', 'stddev'])}(${number(chance, depth)})`,
    `listagg(${text(chance, depth)}, ',') WITHIN GROUP (ORDER BY id)`,
    `median(${number(chance, depth)})`,
  ]);

const windowed: Maker = (chance, depth) =>
  `${chance.pick(['row_number()', 'rank()', `sum(${number(chance, depth)})`, 'lag(id)', 'count(*)'])} ` +
  `OVER (${chance.pick(['', 'PARTITION BY good '])}ORDER BY id${chance.pick(['', ' ROWS UNBOUNDED PRECEDING'])})`;

const select: Maker = (chance, depth) => {
  const from = chance.pick(['play.t t', 'play.t AS t', '(SELECT * FROM play.t) t', 'public.t t']);
  const where = chance.is(0.5) ? ` WHERE ${condition(chance, depth)}` : '';
  if (chance.is(0.25)) return `SELECT good, ${aggregate(chance, depth)} AS result FROM ${from}${where} GROUP BY good`;
  const items = chance.some(1, 4, () => chance.pick([value, value, windowed])(chance, depth));
  const list = items.map((item, index) => `${item} AS c${index}`).join(', ');
  return `SELECT ${chance.pick(['', 'DISTINCT ', 'TOP 2 '])}${list} FROM ${from}${where} ORDER BY 1${chance.pick(['', ' DESC', ' LIMIT 2'])}`;
};

const query: Maker = (chance, depth) =>
  chance.pick([
    () => select(chance, depth),
    () => select(chance, depth),
    () => `WITH w AS (${select(chance, depth)}) SELECT * FROM w`,
    () => `SELECT ${number(chance, 0)} AS n FROM play.t UNION ALL SELECT ${number(chance, depth)} FROM play.u`,
    () => `SELECT t.id, u.name FROM play.t LEFT JOIN play.u ON t.id = u.id WHERE t.${chance.pick(['good', 'id > 1'])}`,
    () => `SELECT t.id, e.c FROM play.t, t.doc.b AS e`,
    () => `SELECT play.fn(${number(chance, 0)}, ${number(chance, 0)}), play.fn_prob(1, 2.5) FROM play.t`,
    () => `SELECT * FROM ${chance.pick(systemViews)}`,
    () => chance.pick(['SHOW MODEL play.m', 'SHOW MODEL ALL', 'SHOW search_path', 'SELECT current_user']),
  ])();

const changes: ReadonlyArray<Maker> = [
  (chance) => `INSERT INTO play.t (id, name, good) VALUES (${chance.below(100)}, 'red', true), (:p, :q, NULL)`,
  (chance, depth) =>
    `INSERT INTO play.u (id, name) SELECT id, name FROM play.t WHERE ${condition(chance, depth)} LIMIT 3`,
  (chance, depth) => `UPDATE play.t SET rate = ${number(chance, depth)} WHERE ${condition(chance, depth)}`,
  (chance, depth) => `UPDATE play.t SET name = left(${text(chance, depth)}, 9) WHERE id = ${chance.below(9)}`,
  (chance, depth) => `DELETE FROM play.t WHERE id > 3 AND ${condition(chance, depth)}`,
  (chance) => `CREATE TABLE IF NOT EXISTS play.${newName(chance)} (id INT, name VARCHAR(10) NOT NULL, doc SUPER)`,
  (chance, depth) => `CREATE TABLE play.${newName(chance)} AS ${select(chance, depth)}`,
  (chance, depth) => `CREATE TEMP TABLE ${newName(chance)} AS ${select(chance, depth)}`,
  (chance, depth) => `CREATE OR REPLACE VIEW play.${newName(chance)} AS ${select(chance, depth)}`,
  (chance) => `DROP TABLE IF EXISTS play.${newName(chance)}`,
  (chance) => `SELECT * FROM play.${newName(chance)}`,
  (chance) => `INSERT INTO play.${newName(chance)} VALUES (1, 'x', JSON_PARSE('[1]'))`,
  (chance) => `GRANT SELECT ON play.t TO ${chance.pick(['PUBLIC', '"IAM:operator"'])}`,
  () => "COPY play.u (id, name, rate) FROM 's3://fuzz/rows.csv' IAM_ROLE default CSV",
  () => 'TRUNCATE play.u',
];

/** A statement that Redshift runs, or refuses for its data's sake at most. */
export function validStatement(chance: Chance): string {
  const depth = chance.pick([0, 1, 1, 2, 3]);
  return chance.is(0.75) ? query(chance, depth) : chance.pick(changes)(chance, depth);
}
