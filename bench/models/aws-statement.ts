/** A CREATE MODEL of AWS's documentation, samples, workshops or of a book by AWS's people, rebuilt from its facts. */
export interface AwsStatement {
  /** Says what it is and tells it apart from all others. */
  readonly title: string;
  /** Address, or repository and path. */
  readonly source: string;
  /** Tables that it reads, by name. */
  readonly tables: Readonly<Record<string, TableShape>>;
  /** Objects that it reads, by key: XGBoost models with so many features in model.tar.gz. */
  readonly models?: Readonly<Record<string, { readonly featureCount: number }>>;
  readonly sql: string;
  /** The name by which the local engine refuses it; undefined for one that trains. */
  readonly refused?: string;
}

/**
 * Columns as `name type`, with the values that a generated row may have where the type does not say enough:
 * `churn varchar(6) = True.|False.`, `rings int = 1..29`.
 */
export type TableShape = readonly string[];
