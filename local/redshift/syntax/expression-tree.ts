import type { Query } from './query-tree.ts';
import type { Token } from './tokens.ts';
import type { ValueType } from './value-type.ts';

/** A part of a statement that stands somewhere in it. */
export interface Placed {
  /** The token that an error points at. */
  readonly place: Token;
}

/** A step of a path: an attribute's name or an array's index. */
export type Step = { readonly name: Token } | { readonly index: Expression };

/** A number, string, TRUE, FALSE, NULL or parameter; `place` holds it. */
export interface Literal extends Placed {
  readonly kind: 'literal';
  readonly literal: 'number' | 'string' | 'boolean' | 'null' | 'parameter';
}

/** A column, perhaps with a path into its SUPER value. */
export interface Reference extends Placed {
  readonly kind: 'reference';
  readonly steps: readonly Step[];
}

/** `*` or `t.*`. */
export interface Star extends Placed {
  readonly kind: 'star';
  readonly qualifier: readonly Token[];
}

/** An item of ORDER BY. */
export interface OrderItem {
  readonly expression: Expression;
  readonly direction: string;
}

/** What stands in the parentheses behind OVER. */
export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  /** ROWS and its bounds, as DuckDB reads them too. */
  readonly frame: readonly Token[];
}

/** A function's call, also of those with words among their arguments, such as EXTRACT. */
export interface FunctionCall extends Placed {
  readonly kind: 'call';
  readonly schema: string | undefined;
  readonly name: string;
  readonly operands: readonly Expression[];
  readonly hasStar: boolean;
  readonly isDistinct: boolean;
  readonly isApproximate: boolean;
  /** WITHIN GROUP (ORDER BY ...). */
  readonly withinGroup: readonly OrderItem[];
  readonly nulls: 'ignore' | 'respect' | undefined;
  readonly window: Window | undefined;
}

/** A unary or binary operator. */
export interface Operation extends Placed {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly Expression[];
}

/** A cast; a failing TRY_CAST yields NULL. */
export interface Cast extends Placed {
  readonly kind: 'cast';
  readonly operand: Expression;
  readonly type: ValueType;
  readonly isSafe: boolean;
}

/** CASE in both forms. */
export interface Case extends Placed {
  readonly kind: 'case';
  readonly subject: Expression | undefined;
  readonly branches: ReadonlyArray<{ readonly when: Expression; readonly result: Expression }>;
  readonly otherwise: Expression | undefined;
}

/** `x [NOT] BETWEEN low AND high`. */
export interface Between extends Placed {
  readonly kind: 'between';
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

/** `x [NOT] IN (...)`. */
export interface Membership extends Placed {
  readonly kind: 'in';
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly values: readonly Expression[] | Query;
}

/** `x [NOT] LIKE | ILIKE | SIMILAR TO pattern [ESCAPE 'c']`. */
export interface Match extends Placed {
  readonly kind: 'match';
  readonly operator: 'like' | 'ilike' | 'similar';
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape: Expression | undefined;
}

/** `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN`. */
export interface Test extends Placed {
  readonly kind: 'test';
  readonly test: 'null' | 'true' | 'false' | 'unknown';
  readonly isNegated: boolean;
  readonly operand: Expression;
}

/** `(SELECT ...)`, `EXISTS (SELECT ...)`. */
export interface Subquery extends Placed {
  readonly kind: 'subquery';
  readonly isExistence: boolean;
  readonly query: Query;
}

/** `x = ANY (SELECT ...)`. */
export interface Quantified extends Placed {
  readonly kind: 'quantified';
  readonly operator: string;
  readonly quantifier: string;
  readonly operand: Expression;
  readonly query: Query;
}

/** `(a, b)`. */
export interface Row extends Placed {
  readonly kind: 'row';
  readonly items: readonly Expression[];
}

/** `x AT TIME ZONE 'z'`. */
export interface AtTimeZone extends Placed {
  readonly kind: 'zone';
  readonly operand: Expression;
  readonly zone: Expression;
}

/** INTERVAL '1 day'. */
export interface IntervalLiteral extends Placed {
  readonly kind: 'interval';
  /** As DuckDB reads it. */
  readonly text: string;
}

/** Whatever has a value. */
export type Expression =
  | Literal
  | Reference
  | Star
  | FunctionCall
  | Operation
  | Cast
  | Case
  | Between
  | Membership
  | Match
  | Test
  | Subquery
  | Quantified
  | Row
  | AtTimeZone
  | IntervalLiteral;
