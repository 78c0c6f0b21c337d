import type { Chance } from './chance.ts';

/** The tables that the player may read and change, with a column of every type. */
export const tables = ['play.t', 'play.u', 't', 'public.t', '"play"."t"'] as const;

/** The columns of each. */
export const columns = ['id', 'name', 'amount', 'rate', 'good', 'born', 'seen', 'doc', 'small', 'fixed'] as const;

const oddNames = [
  '"select"',
  '"a ""quoted"" name"',
  '"größe"',
  'naïve',
  '"\u{1F4A5}"',
  '""',
  '"."',
  '"a;b"',
  '"-- c"',
  '$x',
  '_',
  'a$b',
  '#temp',
  'ß',
  '"\u0000"',
  '"\u202Eesrever"',
];

const oddTexts = [
  "''",
  "' '",
  "'it''s'",
  "'100%'",
  "'\\\\'",
  "'\\''",
  "'größe \u{1F4A5}'",
  "'\u0000'",
  "'2020-02-30'",
  "'2020-02-29 23:59:60'",
  "'infinity'",
  "'NaN'",
  '\'{"a":[1,{"b":null}]}\'',
  "'{'",
  "E'\\n'",
  "U&'\\0041'",
  "'a' 'b'",
  '$$dollar$$',
  '$q$a $$ b$q$',
  "x'ff'",
  "b'101'",
  "'/*'",
  "'--'",
  "':p'",
];

const oddNumbers = [
  '0',
  '-0',
  '1e308',
  '1e309',
  '1e-400',
  '.5',
  '5.',
  '0x1F',
  '1_000',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '170141183460469231731687303715884105728',
  '99999999999999999999999999999999999999999999',
  '0.00000000000000000000000000000000000001',
  "'NaN'::float8",
  '1/0',
  '1%0',
];

const typeNames = (
  'smallint integer bigint decimal decimal(38,37) numeric(5,2) numeric(1000,2) real float8 boolean char char(3) varchar ' +
  'varchar(5) varchar(max) varchar(0) text date time timetz timestamp timestamptz super varbyte geometry hllsketch interval ' +
  'int[] uuid blob json hugeint struct(a int) oid regclass bpchar'
).match(/\w+(?:\([^)]*\))?(?:\[\])?/g) as readonly string[];

/** A name that nothing has, now and then a huge or a strange one. */
export function newName(chance: Chance): string {
  if (chance.is(0.05)) return `n${'x'.repeat(chance.pick([63, 126, 127, 128, 300, 20_000]))}`;
  if (chance.is(0.2)) return chance.pick(oddNames);
  return `n${chance.below(30)}`;
}

/** A column of the tables, often enough with its table's name before it. */
export function columnName(chance: Chance): string {
  if (chance.is(0.03)) return newName(chance);
  return `${chance.is(0.1) ? 't.' : ''}${chance.pick(columns)}`;
}

/** A table to read. */
export function tableName(chance: Chance): string {
  return chance.is(0.1) ? newName(chance) : chance.pick(tables);
}

/** A constant of any type, valid or not. */
export function literal(chance: Chance): string {
  const kind = chance.below(10);
  if (kind < 3) return String(chance.below(1000) - 100);
  if (kind < 4) return chance.pick(oddNumbers);
  if (kind < 6) return `'${chance.pick(['red', 'green', 'blue', '5', 'true', '2024-05-06', '12:00'])}'`;
  if (kind < 7) return chance.pick(oddTexts);
  if (kind < 8) return chance.pick(['NULL', 'true', 'FALSE', 'CURRENT_DATE', 'SYSDATE', 'current_user', 'DEFAULT']);
  if (kind < 9)
    return `${chance.pick(['DATE', 'TIMESTAMP', 'INTERVAL', 'TIME'])} ${chance.pick(["'2024-05-06'", "'1 day'", "'x'"])}`;
  return chance.is(0.05)
    ? `'${'long '.repeat(chance.pick([100, 13_200]))}'`
    : chance.pick([':p', ':q', '?', '$1', '@v']);
}

/** A type, one in four with arguments of its own. */
export function typeName(chance: Chance): string {
  return chance.is(0.25)
    ? `${chance.pick(['varchar', 'char', 'decimal', 'numeric'])}(${chance.below(70_000)})`
    : chance.pick(typeNames);
}
