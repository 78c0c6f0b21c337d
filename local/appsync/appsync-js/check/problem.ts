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

/** The same, at its place in the bundle. */
export interface BundleProblem extends Omit<Problem, 'file'> {
  /** Length of what is wrong, in characters. */
  readonly span: number;
}

/** Where a finding stands: a node of the syntax tree, or a place in it. */
export type FindingPlace = Partial<Pick<AnyNode, 'loc' | 'start' | 'end'>>;

/** A finding at a place of the bundle, not yet placed in the source. */
export interface Finding {
  readonly node: FindingPlace;
  readonly rule: string;
  readonly message: string;
}

/** Takes a finding. */
export type Report = (node: FindingPlace, rule: string, message: string) => void;
