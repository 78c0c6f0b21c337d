import type { Expression, OrderItem, Placed, Step } from './expression-tree.ts';
import type { Token } from './tokens.ts';

/** An item of a SELECT list. */
export interface SelectItem {
  readonly expression: Expression;
  readonly alias: Token | undefined;
}

/** A table by its name, or a path into an array of an item to its left. */
export interface TableItem extends Placed {
  readonly kind: 'table';
  readonly path: readonly Step[];
  readonly alias: Token | undefined;
  readonly columns: readonly Token[];
  /** The column that counts an array's elements. */
  readonly position: Token | undefined;
}

/** `UNPIVOT object AS value AT attribute`. */
export interface UnpivotItem extends Placed {
  readonly kind: 'unpivot';
  readonly operand: Expression;
  readonly value: Token;
  readonly attribute: Token | undefined;
}

/** `(SELECT ...) AS t`. */
export interface DerivedTable extends Placed {
  readonly kind: 'derived';
  readonly query: Query;
  readonly alias: Token | undefined;
  readonly columns: readonly Token[];
}

/** Two items joined. */
export interface Join extends Placed {
  readonly kind: 'join';
  readonly left: FromItem;
  readonly right: FromItem;
  /** `left join`, `natural join` and so on. */
  readonly type: string;
  readonly on: Expression | undefined;
  readonly using: readonly Token[];
}

/** An item of a FROM clause. */
export type FromItem = TableItem | UnpivotItem | DerivedTable | Join;

/** An item of GROUP BY: expressions, or one of the extensions with its lists. */
export type GroupItem =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | {
      readonly kind: 'sets';
      readonly place: Token;
      readonly extension: 'grouping sets' | 'rollup' | 'cube';
      readonly items: ReadonlyArray<readonly GroupItem[]>;
    };

/** SELECT without what a set operation may share. */
export interface Select extends Placed {
  readonly kind: 'select';
  readonly isDistinct: boolean;
  readonly top: Expression | undefined;
  readonly items: readonly SelectItem[];
  readonly exclude: readonly Token[];
  readonly from: readonly FromItem[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly GroupItem[] | 'all';
  readonly having: Expression | undefined;
  readonly qualify: Expression | undefined;
}

/** UNION, INTERSECT, EXCEPT, MINUS. */
export interface SetOperation extends Placed {
  readonly kind: 'set';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly isAll: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
}

/** A query in its own parentheses. */
export interface NestedQuery extends Placed {
  readonly kind: 'nested';
  readonly query: Query;
}

/** What stands between WITH and ORDER BY. */
export type QueryBody = Select | SetOperation | NestedQuery;

/** A query of a WITH clause. */
export interface CommonTable {
  readonly name: Token;
  readonly columns: readonly Token[];
  readonly query: Query;
}

/** A WITH clause. */
export interface WithClause {
  readonly isRecursive: boolean;
  readonly tables: readonly CommonTable[];
}

/** A whole query. */
export interface Query extends Placed {
  readonly kind: 'query';
  readonly with: WithClause | undefined;
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly limit: Expression | 'all' | undefined;
  readonly offset: Expression | undefined;
}

/** INSERT INTO t [(columns)] { query | VALUES rows | DEFAULT VALUES }. */
export interface Insert extends Placed {
  readonly kind: 'insert';
  readonly table: readonly Token[];
  readonly columns: readonly Token[];
  /** A missing value stands for DEFAULT. */
  readonly source: Query | ReadonlyArray<ReadonlyArray<Expression | undefined>> | 'defaults';
  readonly sourcePlace: Token;
}

/** UPDATE t SET ... [FROM ...] [WHERE ...]. */
export interface Update extends Placed {
  readonly kind: 'update';
  readonly with: WithClause | undefined;
  readonly table: readonly Token[];
  readonly alias: Token | undefined;
  readonly assignments: ReadonlyArray<{ readonly column: Token; readonly value: Expression | undefined }>;
  readonly from: readonly FromItem[];
  readonly where: Expression | undefined;
}

/** DELETE FROM t [USING ...] [WHERE ...]. */
export interface Delete extends Placed {
  readonly kind: 'delete';
  readonly with: WithClause | undefined;
  readonly table: readonly Token[];
  readonly alias: Token | undefined;
  readonly using: readonly FromItem[];
  readonly where: Expression | undefined;
}

/** A statement that reads or changes rows. */
export type RowStatement = Query | Insert | Update | Delete;
