import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Engine, StatementResult, Value } from '../../local/redshift/engine.ts';
import type { NamespaceRoles } from '../../local/redshift/namespace/namespace-roles.ts';
import { openEngine } from '../../local/redshift/open-engine.ts';
import { renderSql } from '../../sql/render.ts';

export const adminUser = 'admin';
export const bucket = 'recourse-dev-data';

/** The settings that a deployment renders its statements with. */
export const settings = {
  schema: 'recourse',
  loan_history: 'loan_history',
  model: 'predict_outcome_v1',
  function: 'predict_outcome_v1',
  probability_function: 'predict_outcome_v1_prob',
  cut_off: '2023-01-31',
  bucket,
  data_key: 'data/loan_history.csv',
  version: 1,
  state: 'FAILED',
  max_runtime_seconds: 5400,
  serving_role: 'recourse-dev-predictions',
};

/** The user that the serving Lambda connects as. */
export const servingUser = `IAMR:${settings.serving_role}`;

export interface EngineUnderTest {
  readonly engine: Engine;
  readonly folder: string;
  run(sql: string, parameters?: Readonly<Record<string, string>>, user?: string): Promise<StatementResult>;
  /** Rows as objects. */
  rows(sql: string, parameters?: Readonly<Record<string, string>>, user?: string): Promise<Record<string, Value>[]>;
  /** Runs a file of sql/ with the settings. */
  runFile(path: string, parameters?: Readonly<Record<string, string>>, user?: string): Promise<StatementResult>;
  /** Into the bucket of the settings unless another is named. */
  putObject(key: string, content: string | Buffer, into?: string): void;
  /** Closes the engine and removes its folder. */
  discard(): Promise<void>;
}

let statementCount = 0;

/** A statement's text as it stands in sql/, rendered. */
export function sqlFile(path: string): string {
  return renderSql(readFileSync(new URL(`../../sql/${path}`, import.meta.url), 'utf8'), settings);
}

/** Opens a real engine, on a fresh folder unless one is given; without roles, any IAM_ROLE opens every bucket. */
export async function openEngineUnderTest(
  folder = mkdtempSync(join(tmpdir(), 'redshift-')),
  namespaceRoles?: NamespaceRoles,
): Promise<EngineUnderTest> {
  const bucketsFolder = join(folder, 'buckets');
  const engine = await openEngine({ folder: join(folder, 'warehouse'), bucketsFolder, adminUser, namespaceRoles });
  const run: EngineUnderTest['run'] = (sql, parameters = {}, user = adminUser) => {
    statementCount += 1;
    return engine.execute({
      id: `statement-${statementCount}`,
      sql,
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      user,
      database: 'recourse',
    });
  };
  return {
    engine,
    folder,
    run,
    rows: async (...call) => toObjects(await run(...call)),
    runFile: (path, ...call) => run(sqlFile(path), ...call),
    putObject: (key, content, into = bucket) => {
      const path = join(bucketsFolder, into, key);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    discard: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function toObjects({ columns, rows }: StatementResult): Record<string, Value>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
}
