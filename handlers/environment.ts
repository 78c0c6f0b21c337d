/** What the Lambda reads from its environment; infra sets exactly these. */
export interface Environment {
  /** Workgroup of Redshift Serverless. */
  readonly REDSHIFT_WORKGROUP: string;
  /** Database in the workgroup's namespace. */
  readonly REDSHIFT_DATABASE: string;
  /** Schema that holds the tables and the models. */
  readonly REDSHIFT_SCHEMA: string;
}

const names = ['REDSHIFT_WORKGROUP', 'REDSHIFT_DATABASE', 'REDSHIFT_SCHEMA'] as const satisfies (keyof Environment)[];

/**
 * Reads the environment once.
 *
 * @throws Error naming every variable that is missing.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const missing = names.filter((name) => !variables[name]);
  if (missing.length > 0) throw new Error(`Environment variables are missing: ${missing.join(', ')}`);
  const entries = names.map((name) => [name, variables[name]]);
  return Object.freeze(Object.fromEntries(entries) as unknown as Environment);
}
