/** Numeric features, column by column; NaN where a value is missing. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly rowCount: number;
  /** One float32 array of `rowCount` values for each name. */
  readonly columns: readonly Float32Array[];
}
