import {
  ModelDocument,
  PredictOutcomeDocument,
  RankCustomersDocument,
  RankStrategiesDocument,
} from '../../client/generated/operations.ts';
import type { CustomerInput } from '../../graphql/generated/types.ts';
import type { Draw } from '../serving/load.ts';

/** An operation and its variables. */
export interface Question {
  readonly query: string;
  readonly variables: object;
}

const aliases = `query ($first: CustomerInput!, $second: CustomerInput!) {
  first: rankStrategies(customer: $first) { strategies { strategy probability } }
  second: rankStrategies(customer: $second) { strategies { strategy probability } }
}`;

/** Each asks in another of the ways that the API offers, about customers that are drawn; two of them break a rule. */
const ways: readonly ((draw: () => CustomerInput) => Question)[] = [
  (draw) => ({ query: RankStrategiesDocument.toString(), variables: { customer: draw() } }),
  (draw) => ({
    query: PredictOutcomeDocument.toString(),
    variables: { input: { customer: draw(), strategy: 'FORBEARANCE' } },
  }),
  (draw) => ({ query: RankStrategiesDocument.toString(), variables: { customer: { ...draw(), age: 17 } } }),
  (draw) => ({
    query: RankCustomersDocument.toString(),
    variables: { customers: [draw(), { ...draw(), creditScore: 299 }, draw()] },
  }),
  () => ({ query: ModelDocument.toString(), variables: {} }),
  (draw) => ({ query: aliases, variables: { first: draw(), second: draw() } }),
];

/** Makes so many questions about the customers that are drawn. */
export function makeQuestions(count: number, draw: Draw): Question[] {
  const drawOne = () => {
    const [customer] = draw(1);
    if (!customer) throw new Error('There are no customers to draw');
    return customer;
  };
  return Array.from({ length: count }, (_, number) => {
    const way = ways[number % ways.length];
    if (!way) throw new Error('There is no way to ask');
    return way(drawOne);
  });
}
