import type { Deployment } from '../deployment/deployment.ts';
import { type Row, runSql, StatementError } from '../deployment/run-sql.ts';

/** Which version answers and how well it does, as the registry has it. */
export async function modelLine(deployment: Deployment): Promise<string> {
  const row = await newestModel(deployment);
  if (!row) return 'none; train one with npm run train';
  const { version, active, state } = row;
  if (!active) return `none answers; version ${version} is ${state}`;
  return `version ${version} answers, trained ${row.trained_at} UTC; ${evaluation(row)}`;
}

/** The active version, else the newest; undefined when there is none. */
async function newestModel(deployment: Deployment): Promise<Row | undefined> {
  try {
    const [row] = await runSql(deployment, 'queries/active_model.sql');
    return row;
  } catch (error) {
    // The first training makes the registry.
    if (error instanceof StatementError && /(relation|schema) .*does not exist/i.test(error.message)) return undefined;
    throw error;
  }
}

function evaluation({ auc, auc_low, auc_high, brier, evaluation_rows }: Row): string {
  const [area, low, high] = [auc, auc_low, auc_high].map((value) => Number(value).toFixed(2));
  const cases = Number(evaluation_rows).toLocaleString('en-US');
  return `AUC ${area}, 95 % interval ${low} to ${high}, Brier score ${Number(brier).toFixed(3)} on ${cases} cases`;
}
