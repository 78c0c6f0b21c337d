import type { Deployment } from './deployment.ts';
import { type Row, runSql, StatementError } from './run-sql.ts';

/** A version of the model, as the registry has it. */
export interface RegisteredModel {
  readonly version: number;
  /** LOADING, TRAINING, EVALUATING, READY, REFUSED, FAILED or WITHDRAWN. */
  readonly state: string;
  readonly isActive: boolean;
  /** When it was trained and how well it does, for people. */
  readonly evaluation: string;
}

/** The active version, else the newest; undefined when there is none. */
export async function findModel(deployment: Deployment): Promise<RegisteredModel | undefined> {
  try {
    const [row] = await runSql(deployment, 'queries/active_model.sql');
    return row && describe(row);
  } catch (error) {
    // The first training makes the registry.
    if (error instanceof StatementError && /(relation|schema) .*does not exist/i.test(error.message)) return undefined;
    throw error;
  }
}

function describe(row: Row): RegisteredModel {
  const { version, state, active, trained_at, auc, auc_low, auc_high, brier, evaluation_rows } = row;
  const [area, low, high] = [auc, auc_low, auc_high].map((value) => Number(value).toFixed(2));
  const cases = Number(evaluation_rows).toLocaleString('en-US');
  return {
    version: Number(version),
    state: String(state),
    isActive: active === true,
    evaluation:
      `trained ${trained_at} UTC; AUC ${area}, 95 % interval ${low} to ${high}, ` +
      `Brier score ${Number(brier).toFixed(3)} on ${cases} cases`,
  };
}
