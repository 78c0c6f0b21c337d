import type { RemediationStrategy } from '../graphql/generated/types.ts';
import scoreStrategiesSql from '../sql/queries/score_strategies.sql';
import { renderSql } from '../sql/render.ts';
import { type ActiveModel, findActiveModel } from './active-model.ts';
import { type CustomerRow, strategyFromText } from './customer-row.ts';
import { StatementFailedError } from './errors.ts';
import { numberIn, type Row, textIn } from './rows.ts';
import type { Warehouse } from './warehouse.ts';

/** What the model expects of one strategy for one customer. */
export interface ScoredStrategy {
  readonly strategy: RemediationStrategy;
  /** The more probable label. */
  readonly successful: boolean;
  /** Probability of success, 0 to 1. */
  readonly probability: number;
}

/** The scores of one customer's strategies and the model that gave them. */
export interface Scores {
  readonly model: ActiveModel;
  readonly strategies: readonly ScoredStrategy[];
}

/** Scores every strategy for each of 1 to 500 customers, in their order, by the active model. */
export type Scorer = (customers: readonly CustomerRow[], deadline: number) => Promise<Scores[]>;

/**
 * Remembers the active model between requests, so that a request costs one statement. That statement also names the
 * registry's active version; only when it names another one, or the function is gone, is the registry asked again.
 */
export function createScorer(warehouse: Warehouse, schema: string): Scorer {
  let remembered: ActiveModel | undefined;
  return async (customers, deadline) => {
    const known = remembered;
    const knownRows = known && (await scoreBy(warehouse, schema, known, customers, deadline));
    if (known && knownRows) return scoresOf(known, customers, knownRows);
    remembered = undefined;
    const active = await findActiveModel(warehouse, schema, deadline);
    const rows = await scoreBy(warehouse, schema, active, customers, deadline);
    if (!rows) throw new Error(`Model version ${active.version.version} was replaced while it was asked`);
    remembered = active;
    return scoresOf(active, customers, rows);
  };
}

/** The rows, or undefined when the model is not the active one any more. */
async function scoreBy(
  warehouse: Warehouse,
  schema: string,
  model: ActiveModel,
  customers: readonly CustomerRow[],
  deadline: number,
): Promise<Row[] | undefined> {
  try {
    const rows = await askFunction(warehouse, schema, model.probabilityFunction, customers, deadline);
    return rows[0]?.active_version === model.version.version ? rows : undefined;
  } catch (error) {
    if (error instanceof StatementFailedError && error.isMissingObject) return undefined;
    throw error;
  }
}

/** The scoring statement's rows for these customers, by the function of a model version. */
export function askFunction(
  warehouse: Warehouse,
  schema: string,
  probabilityFunction: string,
  customers: readonly CustomerRow[],
  deadline: number,
): Promise<Row[]> {
  const sql = renderSql(scoreStrategiesSql, { schema, probability_function: probabilityFunction });
  return warehouse.query(sql, { customers: JSON.stringify(customers) }, deadline);
}

function scoresOf(model: ActiveModel, customers: readonly CustomerRow[], rows: readonly Row[]): Scores[] {
  const rowsOf = customers.map((): Row[] => []);
  for (const row of rows) rowsOf[numberIn(row, 'position')]?.push(row);
  return rowsOf.map((own) => ({ model, strategies: scoredStrategies(own) }));
}

/** What the rows of the scoring statement say. */
export function scoredStrategies(rows: readonly Row[]): ScoredStrategy[] {
  return rows.map((row) => ({
    strategy: strategyFromText(textIn(row, 'strategy')),
    ...readAnswer(textIn(row, 'answer')),
  }));
}

/**
 * Reads P(success) by label: Redshift ML sorts both arrays by probability, and spells the label of a BOOLEAN target in
 * more than one way (t, true, True., 1).
 */
export function readAnswer(answer: string): { successful: boolean; probability: number } {
  const { labels, probabilities } = JSON.parse(answer) as { labels: unknown[]; probabilities: number[] };
  const successes = labels.map((label) => /^(t|true|1)\.?$/i.test(String(label)));
  const position = successes.indexOf(true);
  const probability = probabilities[position];
  if (probability === undefined) throw new Error(`The model's answer has no label for success: ${answer}`);
  return { successful: successes[0] === true, probability };
}
