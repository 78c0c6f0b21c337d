/** A regression tree as XGBoost keeps it: one place in each array for a node, the root first. */
export interface Tree {
  /** -1 at a leaf. */
  readonly leftChildren: Int32Array;
  /** -1 at a leaf. */
  readonly rightChildren: Int32Array;
  /** NO_PARENT at the root. */
  readonly parents: Int32Array;
  /** The feature that a node asks. */
  readonly splitIndices: Int32Array;
  /** A feature below it goes left; at a leaf, the leaf's weight. */
  readonly splitConditions: Float32Array;
  /** 1 where a missing feature goes left. */
  readonly defaultLeft: Uint8Array;
  readonly baseWeights: Float32Array;
  readonly lossChanges: Float32Array;
  readonly sumHessian: Float32Array;
}

/** XGBoost's mark of a node without a parent. */
export const NO_PARENT = 2 ** 31 - 1;
