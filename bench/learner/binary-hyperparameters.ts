/** Hyperparameters of binary:logistic that both learners take by the same names. */
export interface BinaryHyperparameters {
  readonly num_round: number;
  readonly max_depth: number;
  readonly eta: number;
  readonly subsample?: number;
  readonly colsample_bytree?: number;
  readonly seed?: number;
}
