import { type CustomerInput, RankStrategiesDocument } from '../../client/generated/operations.ts';
import { type ReadableQuery, readableQuery } from './readable-query.ts';

/** The request that ranks the strategies for a customer. */
export function rankingQuery(customer: CustomerInput): ReadableQuery {
  return readableQuery(RankStrategiesDocument, { customer });
}
