import type { ModelEntry } from '../../redshift/access/catalog.ts';
import type { AutoObjective } from '../auto-objective.ts';
import type { ProblemType } from '../dataset/labels.ts';
import type { TrainedModel } from '../train-model.ts';
import type { ModelColumn, ModelColumnType } from './training-data.ts';

/** What a CREATE MODEL asked for, as the catalog keeps it. */
export interface ModelDescription {
  readonly function: string;
  readonly query: string;
  readonly target: string;
  readonly targetType: ModelColumnType;
  readonly features: readonly ModelColumn[];
  readonly problemType: ProblemType | undefined;
  readonly objective: AutoObjective | undefined;
  readonly iamRole: string;
  readonly bucket: string;
  readonly maxRuntimeSeconds: number;
}

/** How a training ended, as the catalog keeps it. */
export type ModelOutcome =
  | (Pick<TrainedModel, 'problemType' | 'objective' | 'objectiveValue' | 'loss' | 'treeCount'> & {
      readonly failure?: never;
    })
  | { readonly failure: string };

/** Reads what the model was asked for. */
export function readDescription(model: ModelEntry): ModelDescription {
  return JSON.parse(model.description);
}

/** Reads how the training ended; undefined while it goes on. */
export function readOutcome(model: ModelEntry): ModelOutcome | undefined {
  return model.outcome === undefined ? undefined : JSON.parse(model.outcome);
}
