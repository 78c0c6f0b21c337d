/** A syntax tree of DuckDB's `json_serialize_sql`. */
type Tree = { readonly [key: string]: unknown };

/** What a query names of a table: by name alone, since the tree does not say whose column a name is. */
interface Found {
  /** What the query calls the table. */
  readonly aliases: Set<string>;
  /** The parts of every column's name: `t.a` is `t`, `a`. */
  readonly names: string[][];
  /** True where it reads every column, or columns by their place. */
  readsAll: boolean;
}

/**
 * True when the query reads no column of the table but those that are `granted`. Where a name alone does not tell whose
 * column it is, the answer is false: a column must not be read by mistake.
 *
 * @param columns all columns of the table.
 */
export function readsOnly(
  tree: unknown,
  table: string,
  columns: ReadonlySet<string>,
  granted: ReadonlySet<string>,
): boolean {
  const found: Found = { aliases: new Set(), names: [], readsAll: false };
  collectAliases(tree, table, found);
  collectNames(tree, found);
  const isDenied = (name: string) => columns.has(name) && !granted.has(name);
  const isOther = (qualifier: string | undefined) => qualifier !== undefined && !found.aliases.has(qualifier);
  const readsDenied = found.names.some((parts) =>
    parts.some((part, at) => {
      // The table's own name alone is a row of all its columns.
      if (found.aliases.has(part) && at === parts.length - 1) return true;
      return isDenied(part) && !isOther(parts[at - 1]);
    }),
  );
  return !found.readsAll && !readsDenied;
}

function collectAliases(value: unknown, table: string, found: Found): void {
  if (Array.isArray(value)) for (const item of value) collectAliases(item, table, found);
  if (!isTree(value)) return;
  if (value.type === 'BASE_TABLE' && lower(value.table_name) === table) {
    found.aliases.add(value.alias === '' ? table : lower(value.alias));
    // `t AS x(a, b)` gives the columns other names.
    if (Array.isArray(value.column_name_alias) && value.column_name_alias.length > 0) found.readsAll = true;
  }
  for (const child of Object.values(value)) collectAliases(child, table, found);
}

function collectNames(value: unknown, found: Found): void {
  if (Array.isArray(value)) for (const item of value) collectNames(item, found);
  if (!isTree(value)) return;
  if (value.class === 'COLUMN_REF' && Array.isArray(value.column_names))
    found.names.push(value.column_names.map(lower));
  if (value.class === 'POSITIONAL_REFERENCE' || value.ref_type === 'NATURAL') found.readsAll = true;
  if (Array.isArray(value.using_columns)) for (const name of value.using_columns) found.names.push([lower(name)]);
  const isSelect = Array.isArray(value.select_list) && value.from_table !== undefined;
  const stars = isSelect ? (value.select_list as unknown[]).filter(isStar) : [];
  if (stars.some((star) => readsTable(star, value.from_table, found.aliases))) found.readsAll = true;
  for (const [key, child] of Object.entries(value)) {
    const children = key === 'select_list' && isSelect ? (child as unknown[]).filter((one) => !isStar(one)) : child;
    collectNames(children, found);
  }
  // A star anywhere else, as in COLUMNS(*).
  if (isStar(value)) found.readsAll = true;
}

function isStar(value: unknown): value is Tree {
  return isTree(value) && value.class === 'STAR' && value.columns !== true;
}

/** True when the star stands for columns of the table itself, and not for those of a query over it. */
function readsTable(star: Tree, from: unknown, aliases: ReadonlySet<string>): boolean {
  const wanted = lower(star.relation_name ?? '');
  return sourcesOf(from).some((source) => {
    const name = source.alias === '' ? lower(source.table_name) : lower(source.alias);
    return aliases.has(name) && (wanted === '' || wanted === name);
  });
}

/** The tables that a FROM clause names itself, also in joins. */
function sourcesOf(from: unknown): Tree[] {
  if (!isTree(from)) return [];
  if (from.type === 'JOIN') return [...sourcesOf(from.left), ...sourcesOf(from.right)];
  return from.type === 'BASE_TABLE' ? [from] : [];
}

const lower = (name: unknown) => String(name).toLowerCase();

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
