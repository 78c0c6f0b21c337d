/**
 * Requests per second, account and Region; what AWS names no quota of is not limited.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html
 */
const perSecond: Readonly<Record<string, number>> = {
  ExecuteStatement: 30,
  BatchExecuteStatement: 20,
  DescribeStatement: 100,
  GetStatementResult: 20,
  CancelStatement: 3,
  ListStatements: 3,
  ListDatabases: 3,
  ListSchemas: 3,
  ListTables: 3,
  DescribeTable: 3,
};

/**
 * Counts requests as AWS throttles them: a bucket of a second's tokens for each operation, refilled all the time.
 *
 * @param clock Milliseconds.
 * @returns whether a request of the operation is within its quota; one that is counts.
 */
export function createRequestQuotas(clock: () => number): (operation: string) => boolean {
  const buckets = new Map<string, { tokens: number; filledAt: number }>();
  return (operation) => {
    const quota = perSecond[operation];
    if (quota === undefined) return true;
    const now = clock();
    const { tokens, filledAt } = buckets.get(operation) ?? { tokens: quota, filledAt: now };
    const filled = Math.min(quota, tokens + ((now - filledAt) / 1_000) * quota);
    const isWithin = filled >= 1;
    buckets.set(operation, { tokens: isWithin ? filled - 1 : filled, filledAt: now });
    return isWithin;
  };
}
