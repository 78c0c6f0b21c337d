import { type GraphQLSchema, parse, validate } from 'graphql';
import { exampleCustomer } from '../../../client/example-customer.ts';
import {
  ModelDocument,
  PredictOutcomeDocument,
  RankCustomersDocument,
  RankStrategiesDocument,
} from '../../../client/generated/operations.ts';
import { readableQuery } from '../../query/readable-query.ts';
import type { Example } from './example.ts';

const operations = {
  rankStrategies: readableQuery(RankStrategiesDocument, { customer: exampleCustomer }),
  predictOutcome: readableQuery(PredictOutcomeDocument, {
    input: { strategy: 'PAYMENT_REMINDER', customer: exampleCustomer },
  }),
  model: readableQuery(ModelDocument, {}),
  rankCustomers: readableQuery(RankCustomersDocument, {
    customers: [exampleCustomer, { ...exampleCustomer, customerId: '456905', creditScore: 700 }],
  }),
};

/** Recourse's own operations with a customer to ask about, those that fit the schema; all when it is not known. */
export function ownExamples(schema: GraphQLSchema | null): readonly Example[] {
  const fields = schema?.getQueryType()?.getFields();
  return Object.entries(operations)
    .filter(([, { query }]) => !schema || validate(schema, parse(query)).length === 0)
    .map(([name, request]) => ({ name, description: fields?.[name]?.description ?? '', ...request }));
}
