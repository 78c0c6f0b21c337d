import { SimpleFaker } from '@faker-js/faker';
import type { RemediationStrategy } from '../graphql/generated/types.ts';
import { drawBorrower } from './borrower.ts';
import type { HistoryCase, HistoryCustomer } from './history-case.ts';
import { choiceProbabilities } from './officer.ts';
import { samplingDomain, samplingPeriod } from './sampling-domain.ts';
import { successProbability } from './truth.ts';

const largestSeed = 2 ** 32 - 1;
const dayMs = 24 * 60 * 60 * 1000;
const firstDayMs = Date.parse(samplingPeriod.first);
const lastDay = (Date.parse(samplingPeriod.last) - firstDayMs) / dayMs;
const { minimum: firstNumber, maximum: lastNumber } = samplingDomain.customerNumber;

/**
 * Makes past cases one by one; the same seed gives the same cases.
 *
 * @throws RangeError when there are not enough customer numbers for the rows, or the seed is no whole number of 32 bits.
 */
export function generateHistory({ rows, seed }: { rows: number; seed: number }): Iterable<HistoryCase> {
  const available = lastNumber - firstNumber + 1;
  if (!Number.isInteger(rows) || rows < 1 || rows > available)
    throw new RangeError(`rows must be a whole number from 1 to ${available}, not ${rows}`);
  // The Mersenne Twister takes 32 bits; larger seeds would repeat smaller ones.
  if (!Number.isInteger(seed) || seed < 0 || seed > largestSeed)
    throw new RangeError(`seed must be a whole number from 0 to ${largestSeed}, not ${seed}`);
  return drawCases(rows, seed);
}

function* drawCases(rows: number, seed: number): Generator<HistoryCase> {
  const faker = new SimpleFaker({ seed });
  const customerNumber = customerNumbers(faker);
  for (let row = 0; row < rows; row++) yield drawCase(faker, String(customerNumber(row)));
}

/** A walk over all customer numbers that meets each once: its stride shares no factor with their count. */
function customerNumbers(faker: SimpleFaker): (row: number) => number {
  const count = lastNumber - firstNumber + 1;
  const start = faker.number.int({ min: 0, max: count - 1 });
  const stride = 618_033;
  return (row) => firstNumber + ((start + row * stride) % count);
}

function drawCase(faker: SimpleFaker, customerId: string): HistoryCase {
  const customer = drawBorrower(faker, customerId);
  const strategy = drawStrategy(faker, customer);
  const successful = faker.number.float() < successProbability(customer, strategy);
  const day = faker.number.int({ min: 0, max: lastDay });
  const timestamp = new Date(firstDayMs + day * dayMs).toISOString().slice(0, 10);
  return { customer, strategy, successful, timestamp };
}

function drawStrategy(faker: SimpleFaker, customer: HistoryCustomer): RemediationStrategy {
  const choices = [...choiceProbabilities(customer)].map(([value, weight]) => ({ value, weight }));
  return faker.helpers.weightedArrayElement(choices);
}
