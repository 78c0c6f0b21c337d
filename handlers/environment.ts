/** What the Lambda reads from its environment; infra sets exactly these. */
export interface Environment {
  /** Workgroup of Redshift Serverless. */
  readonly REDSHIFT_WORKGROUP: string;
  /** Database in the workgroup's namespace. */
  readonly REDSHIFT_DATABASE: string;
  /** Schema that holds the tables and the models. */
  readonly REDSHIFT_SCHEMA: string;
  /** Names the function in logs and metrics. */
  readonly POWERTOOLS_SERVICE_NAME: string;
  /** CloudWatch's namespace of the metrics. */
  readonly POWERTOOLS_METRICS_NAMESPACE: string;
}

/**
 * Reads the environment once.
 *
 * @throws Error naming every variable that is missing.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const environment: Environment = {
    REDSHIFT_WORKGROUP: variables.REDSHIFT_WORKGROUP ?? '',
    REDSHIFT_DATABASE: variables.REDSHIFT_DATABASE ?? '',
    REDSHIFT_SCHEMA: variables.REDSHIFT_SCHEMA ?? '',
    POWERTOOLS_SERVICE_NAME: variables.POWERTOOLS_SERVICE_NAME ?? '',
    POWERTOOLS_METRICS_NAMESPACE: variables.POWERTOOLS_METRICS_NAMESPACE ?? '',
  };
  const missing = Object.entries(environment).flatMap(([name, value]) => (value === '' ? [name] : []));
  if (missing.length > 0) throw new Error(`Environment variables are missing: ${missing.join(', ')}`);
  return Object.freeze(environment);
}
