import type { RemediationStrategy } from '../graphql/generated/types.ts';
import scoreStrategiesSql from '../sql/queries/score_strategies.sql';
import { renderSql } from '../sql/render.ts';
import type { ActiveModel, ModelRegistry } from './active-model.ts';
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

/** A model version with the statement that asks it, written once. */
interface AskedModel {
  readonly model: ActiveModel;
  readonly sql: string;
}

/** The registry names another version than the one that was asked. */
class ReplacedModelError extends Error {
  override readonly name = 'ReplacedModelError';
}

/**
 * Remembers the active model between requests, so that a request costs one statement. That statement also names the
 * registry's active version; only when it names another one, or the function is gone, is the registry asked again.
 */
export function createScorer(warehouse: Warehouse, registry: ModelRegistry, schema: string): Scorer {
  let remembered: AskedModel | undefined;

  async function scoreBy({ model, sql }: AskedModel, customers: readonly CustomerRow[], deadline: number) {
    const rows = await askModel(warehouse, sql, customers, deadline);
    const version = rows[0]?.active_version;
    if (version === model.version.version) return scoresOf(model, customers, rows);
    throw new ReplacedModelError(`Version ${model.version.version} was asked, ${version ?? 'none'} is active`);
  }

  return async (customers, deadline) => {
    const known = remembered;
    const answer = known && (await scoreBy(known, customers, deadline).catch(replacement));
    if (Array.isArray(answer)) return answer;
    const model = await registry.findActiveModel(deadline);
    const active = { model, sql: scoringSql(schema, model.probabilityFunction) };
    // The active version's own function is gone: it would be next time, too.
    if (answer instanceof StatementFailedError && active.sql === known?.sql) throw answer;
    const scores = await scoreBy(active, customers, deadline);
    remembered = active;
    return scores;
  };
}

/** Gives an error that another version explains, and throws any other one. */
function replacement(error: unknown): ReplacedModelError | StatementFailedError {
  if (error instanceof ReplacedModelError) return error;
  if (error instanceof StatementFailedError && error.isMissingObject) return error;
  throw error;
}

/** The statement that asks a model version by its function. */
export function scoringSql(schema: string, probabilityFunction: string): string {
  return renderSql(scoreStrategiesSql, { schema, probability_function: probabilityFunction });
}

/** The rows of a scoring statement for these customers. */
export function askModel(
  warehouse: Warehouse,
  sql: string,
  customers: readonly CustomerRow[],
  deadline: number,
): Promise<Row[]> {
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
  if (probability === undefined) throw new Error(`The model's answer has no label for success: ${labels.join(', ')}`);
  return { successful: successes[0] === true, probability };
}
