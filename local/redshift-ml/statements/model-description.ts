import type { ModelEntry } from '../../redshift/access/catalog.ts';
import type { SqlColumn, SqlType } from '../dataset/sql-type.ts';
import type { FinishedModel } from '../training-job.ts';

/** What a CREATE MODEL asked for, as the catalog keeps it. */
export interface ModelDescription {
  readonly kind: 'train' | 'import';
  readonly function: string;
  /** What the function takes and gives. */
  readonly features: readonly SqlColumn[];
  readonly returnType: SqlType;
  readonly iamRole: string;
  readonly bucket: string;
  readonly kmsKeyId: string | undefined;
  readonly maxRuntimeSeconds: number;
  /** How it is trained; none for a model that was made elsewhere. */
  readonly training: TrainingDescription | undefined;
}

/** The part of it that is about training. */
export interface TrainingDescription {
  /** The query, one clause a row. */
  readonly query: readonly string[];
  /** The table that it reads all of. */
  readonly table: string | undefined;
  readonly target: string;
  readonly auto: boolean;
  readonly modelType: 'auto' | 'xgboost';
  readonly problemType: string | undefined;
  readonly objective: string | undefined;
  /** What the job would be called in SageMaker. */
  readonly jobName: string;
  /** Of AUTO OFF. */
  readonly hyperparameters: Readonly<Record<string, string>> | undefined;
}

/** How a training ended, as the catalog keeps it. */
export type ModelOutcome =
  | (Omit<FinishedModel, 'modelJson'> & { readonly failure?: never })
  | { readonly failure: string };

/** Reads what the model was asked for. */
export function readDescription(model: ModelEntry): ModelDescription {
  return JSON.parse(model.description);
}

/** Reads how the training ended; undefined while it goes on. */
export function readOutcome(model: ModelEntry): ModelOutcome | undefined {
  return model.outcome === undefined ? undefined : JSON.parse(model.outcome);
}
