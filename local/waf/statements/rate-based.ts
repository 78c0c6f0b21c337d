import { type AggregateKey, readAggregateKey } from '../components/aggregate-key.ts';
import { createRequestRate } from '../request-rate.ts';
import type { StatementReader } from './statement.ts';

const windowsSeconds = [60, 120, 300, 600];

/** As many as WAF keeps for a rule; it bounds the rule's memory to about 3 MB when ever new callers come. */
const maxKeys = 10_000;

/**
 * Matches the requests of whoever made more than the limit within the window, this request included.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
 */
export const rateBasedStatement: StatementReader = (properties, context) => {
  const { rule, log, refuse, read } = context;
  const windowSeconds = properties.number('EvaluationWindowSec') ?? 300;
  if (!windowsSeconds.includes(windowSeconds)) throw refuse(`EvaluationWindowSec ${windowSeconds}`);
  const limit = properties.number('Limit');
  if (limit === undefined || limit < 10) throw refuse(`Limit ${limit}`);
  const scopeDown = properties.object('ScopeDownStatement');
  const isCounted = scopeDown.names.length > 0 ? read(scopeDown) : undefined;
  const keyOf: AggregateKey = readAggregateKey(properties, context);
  const rate = createRequestRate(windowSeconds, maxKeys);

  return (inspection) => {
    if (isCounted && !isCounted(inspection)) return false;
    const key = keyOf(inspection);
    if (typeof key === 'boolean') return key;
    const count = rate.count(key, inspection.nowMs);
    if (count === limit + 1) log(`waf: ${rule}: ${key} is over ${limit} requests in ${windowSeconds} s`);
    return count > limit;
  };
};
