import { SqlError } from '../engine.ts';
import type { Expression, Star } from '../syntax/expression-tree.ts';
import type { GroupItem, Select, SelectItem } from '../syntax/query-tree.ts';
import { quoteName, type Token } from '../syntax/tokens.ts';
import { columnLabel } from './label.ts';
import { outputType } from './output-type.ts';
import { requireTruth } from './require-truth.ts';
import type { ColumnFacts, Scope } from './scope.ts';
import { translateExpression } from './translate-expression.ts';
import { translateFrom } from './translate-from.ts';
import type { TranslatedQuery } from './translate-query.ts';
import { fill, joinTokens, nameToken, parenthesize, raw } from './translated.ts';

type OutputColumn = readonly [name: string, column: ColumnFacts];

/** A SELECT and the scope that its ORDER BY sees. */
export interface TranslatedSelect extends TranslatedQuery {
  readonly scope: Scope;
}

/** Writes a SELECT without ORDER BY and LIMIT. */
export function translateSelect(select: Select, outer: Scope): TranslatedSelect {
  const { place } = select;
  const from = translateFrom(select.from, outer);
  const items = translateItems(select, from.scope);
  const plain = { ...from.scope, aliases: new Map() };
  const clause = (word: string, expression: Expression | undefined, scope: Scope) =>
    expression ? fill(place, `${word} $1`, translateCondition(word, expression, scope)) : [];
  const tokens = [
    raw(place, select.isDistinct ? 'SELECT DISTINCT' : 'SELECT'),
    ...items.tokens,
    ...(from.tokens.length > 0 ? [raw(place, 'FROM'), ...from.tokens] : []),
    ...clause('WHERE', select.where, plain),
    ...translateGroupBy(select, items.scope),
    ...clause('HAVING', select.having, plain),
    ...clause('QUALIFY', select.qualify, items.scope),
  ];
  return { tokens, columns: items.columns, scope: items.scope };
}

/** Writes the condition behind `word`, which must be a truth. */
export function translateCondition(word: string, expression: Expression, scope: Scope): readonly Token[] {
  const condition = translateExpression(expression, scope);
  requireTruth(word, condition);
  return condition.tokens;
}

interface Items {
  readonly tokens: readonly Token[];
  readonly columns: readonly OutputColumn[] | undefined;
  readonly scope: Scope;
}

/** An expression of more tokens is not written out again, so that aliases of aliases stay small. */
const repeatedTokens = 300;

/** DuckDB refuses an alias of what may raise an error, such as a division, so an item repeats what it stands for. */
function isRepeatable(tokens: readonly Token[]): boolean {
  return tokens.length <= repeatedTokens && tokens.every(({ text }) => !text.includes('random('));
}

/** Each item sees the aliases of those to its left. */
function translateItems(select: Select, from: Scope): Items {
  const aliases = new Map<string, ColumnFacts>();
  const written: Array<readonly Token[]> = [];
  const named = new Map<string, readonly Token[]>();
  const repeatable = new Map<string, readonly Token[]>();
  let columns: OutputColumn[] | undefined = [];
  for (const item of select.items) {
    const scope = { ...from, aliases: new Map(aliases), repeatable };
    const output = translateItem(item, select.exclude, scope);
    // DuckDB takes an item that only repeats an alias for the alias itself.
    const repeated = repeatedAlias(item, scope);
    written.push((repeated === undefined ? undefined : named.get(repeated)) ?? output.tokens);
    if (item.alias) named.set(item.alias.value, output.tokens);
    columns = columns && output.columns ? [...columns, ...output.columns] : undefined;
    const first = output.columns?.[0]?.[1] ?? { type: undefined };
    if (item.alias) aliases.set(item.alias.value, first);
    if (item.alias && isRepeatable(output.value)) repeatable.set(item.alias.value, output.value);
  }
  return { tokens: joinTokens(select.place, written, ','), columns, scope: { ...from, aliases } };
}

function repeatedAlias({ expression, alias }: SelectItem, scope: Scope): string | undefined {
  const [step] = expression.kind === 'reference' && expression.steps.length === 1 ? expression.steps : [];
  const name = step && 'name' in step ? step.name.value : undefined;
  const isOther = alias !== undefined && alias.value !== name;
  if (name === undefined || isOther || !scope.aliases.has(name)) return undefined;
  return scope.sources.some(({ columns }) => columns?.has(name)) ? undefined : name;
}

interface TranslatedItem {
  readonly tokens: readonly Token[];
  /** Without its label. */
  readonly value: readonly Token[];
  readonly columns: readonly OutputColumn[] | undefined;
}

function translateItem({ expression, alias }: SelectItem, exclude: readonly Token[], scope: Scope): TranslatedItem {
  if (expression.kind === 'star') {
    const star = translateStar(expression, exclude, scope);
    return { ...star, value: star.tokens };
  }
  const translated = translateExpression(expression, scope);
  const { tokens, column } = translated;
  const label = alias?.value ?? columnLabel(expression);
  return {
    tokens: fill(expression.place, '$1 AS $2', tokens, [raw(expression.place, quoteName(label))]),
    value: tokens,
    columns: [[label, column ?? { type: outputType(translated) }]],
  };
}

function translateStar(star: Star, exclude: readonly Token[], scope: Scope) {
  const { place, qualifier } = star;
  if (scope.sources.length === 0) throw new SqlError('ERROR: SELECT * with no tables specified is not valid');
  const alias = qualifier.at(-1)?.value;
  const sources = scope.sources.filter((source) => alias === undefined || source.alias === alias);
  if (sources.length === 0) throw new SqlError(`ERROR: missing FROM-clause entry for table "${alias}"`);
  const hidden = exclude.map(({ value }) => value);
  const areKnown = sources.every(({ columns, isJoined }) => columns !== undefined && !isJoined);
  const columns = areKnown
    ? sources.flatMap((source) => [...(source.columns ?? [])].filter(([name]) => !hidden.includes(name)))
    : undefined;
  const prefix = joinTokens(place, [...qualifier.map((name) => [nameToken(name)]), [raw(place, '*')]], '.');
  const without = exclude.length > 0 ? fill(place, 'EXCLUDE ($*)', ...exclude.map((name) => [nameToken(name)])) : [];
  return { tokens: [...prefix, ...without], columns };
}

function translateGroupBy({ groupBy, place, items }: Select, scope: Scope): Token[] {
  if (groupBy === 'all') return [raw(place, 'GROUP BY ALL')];
  if (groupBy.length === 0) return [];
  const written = groupBy.map((item) => translateGroupItem(item, scope, items));
  return fill(place, 'GROUP BY $1', joinTokens(place, written, ','));
}

function translateGroupItem(item: GroupItem, scope: Scope, items: readonly SelectItem[]): readonly Token[] {
  if (item.kind === 'sets') {
    const sets = item.items.map((set) => {
      const inner = set.map((one) => translateGroupItem(one, scope, items));
      return set.length === 0 ? parenthesize(item.place, []) : joinTokens(item.place, inner, ',');
    });
    return fill(item.place, `${item.extension.toUpperCase()} ($*)`, ...sets);
  }
  const { expression } = item;
  if (expression.kind !== 'literal') return translateExpression(expression, scope).tokens;
  if (expression.literal !== 'number') throw new SqlError('ERROR: non-integer constant in GROUP BY');
  const position = Number(expression.place.value);
  if (position < 1 || (position > items.length && items.every((one) => one.expression.kind !== 'star'))) {
    throw new SqlError(`ERROR: GROUP BY position ${position} is not in select list`);
  }
  return [expression.place];
}
