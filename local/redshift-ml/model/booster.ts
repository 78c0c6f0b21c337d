import type { ObjectiveName } from '../learner/objective.ts';
import type { Tree } from './tree.ts';

/** A boosted model, as much of it as XGBoost's JSON file keeps. */
export interface Booster {
  readonly objective: ObjectiveName;
  /** Classes of a multi objective, else 0. */
  readonly numClass: number;
  readonly scalePosWeight: number;
  /** float32, in the unit of a prediction (a probability for logistic objectives). */
  readonly baseScore: number;
  readonly featureCount: number;
  /** Empty when the features have no names. */
  readonly featureNames: readonly string[];
  readonly trees: readonly Tree[];
  /** The class that each tree adds to; 0 without classes. */
  readonly treeClasses: readonly number[];
  /** Free texts that XGBoost carries along. */
  readonly attributes: Readonly<Record<string, string>>;
}
