import type { QualifiedName } from '../../redshift/syntax/token-reader.ts';
import type { Token } from '../../redshift/syntax/tokens.ts';
import type { AutoObjective } from '../auto-objective.ts';
import type { ProblemType } from '../dataset/labels.ts';
import type { Preprocessor } from '../dataset/preprocessing.ts';
import type { SqlType } from '../dataset/sql-type.ts';
import type { XgboostObjective, XgboostParameters } from '../xgboost-parameters.ts';

/** A CREATE MODEL that the local engine can run. */
export type CreateModelStatement = TrainModelStatement | ImportModelStatement;

interface ModelStatement {
  readonly model: QualifiedName;
  /** In the schema of the model. */
  readonly function: QualifiedName;
  readonly iamRole: string;
  readonly settings: ModelSettings;
}

/** CREATE MODEL from a table or a query. */
export interface TrainModelStatement extends ModelStatement {
  readonly kind: 'train';
  /** The query that gives the training data; for FROM table, one that reads all of it. */
  readonly query: readonly Token[];
  /** The table of FROM table. */
  readonly table: QualifiedName | undefined;
  readonly target: string;
  readonly training: AutoTraining | XgboostTraining;
}

/** AUTO ON. */
export interface AutoTraining {
  readonly modelType: 'auto' | 'xgboost';
  readonly auto: true;
  readonly problemType: ProblemType | undefined;
  readonly objective: AutoObjective | undefined;
  readonly preprocessors: readonly Preprocessor[];
}

/** AUTO OFF MODEL_TYPE XGBOOST. */
export interface XgboostTraining {
  readonly modelType: 'xgboost';
  readonly auto: false;
  readonly objective: XgboostObjective;
  readonly parameters: XgboostParameters;
}

/** CREATE MODEL from a model file in a bucket (BYOM, local inference). */
export interface ImportModelStatement extends ModelStatement {
  readonly kind: 'import';
  /** `s3://bucket/key`. */
  readonly url: string;
  readonly argumentTypes: readonly SqlType[];
  readonly returnType: SqlType;
}

/** What SETTINGS (...) can hold for these. */
export interface ModelSettings {
  readonly bucket: string;
  readonly kmsKeyId: string | undefined;
  /** Larger training data are sampled down. */
  readonly maxCells: number;
  readonly maxRuntimeSeconds: number;
}
