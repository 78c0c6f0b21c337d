import type { AnyNode } from 'acorn';

/** One thing in a resolver that APPSYNC_JS does not run. */
export interface Problem {
  /** Source file where the bundle carries a source map, else the bundle. */
  readonly file: string;
  /** 1 and up. */
  readonly line: number;
  /** 1 and up. */
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

/** A finding at a node of the bundle, not yet placed in the source. */
export interface Finding {
  readonly node: Pick<AnyNode, 'loc'>;
  readonly rule: string;
  readonly message: string;
}

/** Takes a finding. */
export type Report = (node: Pick<AnyNode, 'loc'>, rule: string, message: string) => void;
