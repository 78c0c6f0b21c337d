import { toDynamoDBExpression } from './transform/dynamodb-expression.ts';
import { toOpenSearchQuery } from './transform/opensearch-query.ts';
import { toSubscriptionFilter } from './transform/subscription-filter.ts';

/**
 * `util.transform`. AppSync answers a filter that it cannot read with null; it writes both DynamoDB expressions alike.
 * https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 */
export const transformUtilities = {
  toDynamoDBFilterExpression: toDynamoDBExpression,
  toDynamoDBConditionExpression: toDynamoDBExpression,
  toElasticsearchQueryDSL: toOpenSearchQuery,
  toSubscriptionFilter,
};
