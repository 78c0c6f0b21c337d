import { type Evaluation, ModelState, type ModelVersion } from '../graphql/generated/types.ts';
import activeModelSql from '../sql/queries/active_model.sql';
import { renderSql } from '../sql/render.ts';
import { ModelNotReadyError, StatementFailedError } from './errors.ts';
import { evaluationFromRow } from './evaluation.ts';
import { dateTimeIn, numberIn, type Row, textIn } from './rows.ts';
import type { Warehouse } from './warehouse.ts';

/** What the model saw in training, by column: [lowest, highest] of a number, the texts of a category. */
export type TrainingRanges = Readonly<Record<string, readonly [number, number] | readonly string[]>>;

/** The model version that answers, with all that an answer tells of it. */
export interface ActiveModel {
  readonly version: ModelVersion;
  readonly probabilityFunction: string;
  readonly trainingRanges: TrainingRanges;
  readonly evaluation: Evaluation;
}

/** How far the model has come, and the active version once there is one. */
export interface ModelProgress {
  readonly state: ModelState;
  readonly active: ActiveModel | null;
  /** Why the registry could not be read. */
  readonly cause?: StatementFailedError;
}

/** The registry of model versions; a `deadline` is in epoch milliseconds. */
export interface ModelRegistry {
  /** How far the model has come; a registry that may not be read yet means that nothing was trained. */
  findModel(deadline: number): Promise<ModelProgress>;
  /**
   * The active version.
   *
   * @throws ModelNotReadyError while there is none.
   */
  findActiveModel(deadline: number): Promise<ActiveModel>;
}

/** Opens the registry in this schema. */
export function openRegistry(warehouse: Warehouse, schema: string): ModelRegistry {
  const sql = renderSql(activeModelSql, { schema });

  async function findModel(deadline: number): Promise<ModelProgress> {
    try {
      const [row] = await warehouse.query(sql, {}, deadline);
      if (!row) return { state: 'NOT_TRAINED', active: null };
      if (row.active === true) return { state: 'READY', active: activeModelFromRow(row) };
      return { state: modelState(row), active: null };
    } catch (error) {
      // The first training makes the registry before it gives the right to read it.
      if (!(error instanceof StatementFailedError) || !(error.isMissingObject || error.isDenied)) throw error;
      return { state: 'NOT_TRAINED', active: null, cause: error };
    }
  }

  return {
    findModel,
    async findActiveModel(deadline) {
      const { state, active, cause } = await findModel(deadline);
      if (!active) throw new ModelNotReadyError(state, { cause });
      return active;
    },
  };
}

function activeModelFromRow(row: Row): ActiveModel {
  return {
    version: {
      name: textIn(row, 'model_name'),
      version: numberIn(row, 'version'),
      trainedAt: dateTimeIn(row, 'trained_at'),
    },
    probabilityFunction: textIn(row, 'probability_function'),
    trainingRanges: JSON.parse(textIn(row, 'training_ranges')) as TrainingRanges,
    evaluation: evaluationFromRow(row),
  };
}

/** The registry knows states that no first version has, such as WITHDRAWN. */
function modelState(row: Row): ModelState {
  const text = textIn(row, 'state');
  const state = Object.values(ModelState).find((known) => known === text);
  if (!state) throw new Error(`No version is active, and the newest is ${text}`);
  return state;
}
