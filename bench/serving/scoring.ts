import { readFileSync } from 'node:fs';
import type { ExecuteStatementCommandInput } from '@aws-sdk/client-redshift-data';
import { dataTexts } from '../../graphql/generated/domain.ts';
import type { CustomerInput } from '../../graphql/generated/types.ts';
import { customerRow } from '../../handlers/customer-row.ts';
import { defaultSettings } from '../../infra/settings.ts';
import type { LocalCloud } from '../../local/stack.ts';
import { renderSql } from '../../sql/render.ts';
import { runAsAdmin } from '../running/run-as-admin.ts';

/** The statement that the service scores by, as ExecuteStatement takes it. */
export interface Scoring {
  /** Scores every strategy for these customers. */
  ofCustomers(customers: readonly CustomerInput[]): ExecuteStatementCommandInput;
  /** Scores one strategy, by its text in the warehouse. */
  ofStrategy(customers: readonly CustomerInput[], strategy: string): ExecuteStatementCommandInput;
}

const { schema } = defaultSettings;
const strategyCount = Object.keys(dataTexts.RemediationStrategy).length;

/** Makes the scoring statement of the active model, for the warehouse's admin. */
export async function openScoring(cloud: LocalCloud): Promise<Scoring> {
  const { WorkgroupName, DatabaseName: Database, AdminSecretArn: SecretArn } = cloud.template.outputs;
  const connection = { WorkgroupName, Database, SecretArn };
  const probabilityFunction = await findFunction(cloud);
  const scoring = renderSql(readFileSync(new URL('../../sql/queries/score_strategies.sql', import.meta.url), 'utf8'), {
    schema,
    probability_function: probabilityFunction,
  });
  const ofOneStrategy = `SELECT * FROM (${scoring}) AS scores WHERE strategy = :strategy`;
  const parameter = (customers: readonly CustomerInput[]) => ({
    name: 'customers',
    value: JSON.stringify(customers.map(customerRow)),
  });
  return {
    ofCustomers: (customers) => ({ ...connection, Sql: scoring, Parameters: [parameter(customers)] }),
    ofStrategy: (customers, strategy) => ({
      ...connection,
      Sql: ofOneStrategy,
      Parameters: [parameter(customers), { name: 'strategy', value: strategy }],
    }),
  };
}

async function findFunction(cloud: LocalCloud): Promise<string> {
  const [active] = await runAsAdmin(cloud, `SELECT probability_function FROM ${schema}.model_registry WHERE active`);
  if (!active) throw new Error('The registry has no active model');
  return String(active.probability_function);
}

/** Throws unless there are so many rows that every customer has all strategies. */
export function requireAll(customers: readonly CustomerInput[], rows: number): void {
  const all = customers.length * strategyCount;
  if (rows !== all) throw new Error(`${rows} scores instead of ${all}`);
}
