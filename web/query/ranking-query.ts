import { type CustomerInput, RankStrategiesDocument } from '../../client/generated/operations.ts';

/** A GraphQL request as a person reads it. */
export interface ReadableQuery {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
}

/** The request that ranks the strategies for a customer. */
export function rankingQuery(customer: CustomerInput): ReadableQuery {
  // Code generation indents the document's definitions; a person expects them at the margin, a line apart.
  const query = RankStrategiesDocument.toString()
    .replace(/^\s+(?=(query|fragment) )/gm, '\n')
    .trim();
  return { query, variables: JSON.stringify({ customer }, null, 2) };
}
