import { describe, expect, it } from 'vitest';
import { generateHistory } from '../../data/generate-history.ts';
import type { HistoryCase } from '../../data/history-case.ts';
import { samplingDomain, samplingPeriod } from '../../data/sampling-domain.ts';
import {
  EmploymentStatus,
  Gender,
  LoanType,
  MaritalStatus,
  RemediationStrategy,
} from '../../graphql/generated/types.ts';

const cases = [...generateHistory({ rows: 20_000, seed: 1 })];
const customers = cases.map(({ customer }) => customer);

const valuesOf = (read: (past: HistoryCase) => unknown) => new Set(cases.map(read));
const wholeRange = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  new Set(Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index));

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const centred = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const dot = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, value, index) => sum + value * (other[index] ?? Number.NaN), 0);
  const [x, y] = [centred(xs), centred(ys)];
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

describe('generateHistory', () => {
  it('gives the same cases for the same seed, and others for another', () => {
    const draw = (seed: number) => [...generateHistory({ rows: 50, seed })];

    expect(draw(7)).toEqual(draw(7));
    expect(draw(8)).not.toEqual(draw(7));
  });

  it('draws from no state that others share', () => {
    const alone = [...generateHistory({ rows: 20, seed: 3 })];
    const first = generateHistory({ rows: 20, seed: 3 })[Symbol.iterator]();
    const second = generateHistory({ rows: 20, seed: 4 })[Symbol.iterator]();

    const interleaved = alone.map(() => {
      second.next();
      return first.next().value;
    });

    expect(interleaved).toEqual(alone);
  });

  it('begins a longer history with the shorter one', () => {
    expect(cases.slice(0, 100)).toEqual([...generateHistory({ rows: 100, seed: 1 })]);
  });

  it('names each customer by a number of its own', () => {
    const numbers = customers.map(({ customerId }) => Number(customerId));

    expect(new Set(numbers).size).toBe(cases.length);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(samplingDomain.customerNumber.minimum);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(samplingDomain.customerNumber.maximum);
  });

  it.each(['age', 'loanTerm', 'missedPayments', 'missedPaymentsDuration'] as const)(
    'meets every %s of the sampling domain',
    (field) => {
      expect(valuesOf(({ customer }) => customer[field])).toEqual(wholeRange(samplingDomain[field]));
    },
  );

  it.each(['income', 'loanAmount', 'creditScore'] as const)(
    'fills the range of %s to within a hundredth of its ends',
    (field) => {
      const { minimum, maximum } = samplingDomain[field];
      const values = customers.map((customer) => customer[field]);
      const margin = (maximum - minimum) / 100;

      expect(values.every(Number.isInteger)).toBe(true);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(minimum);
      expect(Math.min(...values)).toBeLessThan(minimum + margin);
      expect(Math.max(...values)).toBeLessThanOrEqual(maximum);
      expect(Math.max(...values)).toBeGreaterThan(maximum - margin);
    },
  );

  it('gives the interest rate in whole percents, as percent and as fraction', () => {
    expect(valuesOf(({ customer }) => customer.loanInterestRate)).toEqual(
      wholeRange(samplingDomain.interestRatePercent),
    );
    expect(customers.every((customer) => customer.interestRate === customer.loanInterestRate / 100)).toBe(true);
  });

  it('meets every value of the enums', () => {
    expect(valuesOf(({ customer }) => customer.gender)).toEqual(new Set(Object.values(Gender)));
    expect(valuesOf(({ customer }) => customer.loanType)).toEqual(new Set(Object.values(LoanType)));
    expect(valuesOf(({ customer }) => customer.employmentStatus)).toEqual(new Set(Object.values(EmploymentStatus)));
    expect(valuesOf(({ customer }) => customer.maritalStatus)).toEqual(new Set(Object.values(MaritalStatus)));
    expect(valuesOf(({ strategy }) => strategy)).toEqual(new Set(Object.values(RemediationStrategy)));
  });

  it('has a duration of 0 exactly where no payment was missed', () => {
    const odd = customers.filter(
      ({ missedPayments, missedPaymentsDuration }) => (missedPaymentsDuration === 0) !== (missedPayments === 0),
    );

    expect(odd).toEqual([]);
  });

  it('spreads the cases over the whole period', () => {
    const days = cases.map(({ timestamp }) => timestamp).sort();

    expect(days[0]).toBe(samplingPeriod.first);
    expect(days.at(-1)).toBe(samplingPeriod.last);
    expect(days.filter((day) => day < '2023-01-31').length / days.length).toBeCloseTo(0.82, 1);
  });

  it('lets traits of a borrower hang together', () => {
    const credit = customers.map(({ creditScore }) => creditScore);

    expect(
      correlation(
        credit,
        customers.map(({ interestRate }) => interestRate),
      ),
    ).toBeLessThan(-0.2);
    expect(
      correlation(
        credit,
        customers.map(({ income }) => income),
      ),
    ).toBeGreaterThan(0.15);
    expect(
      correlation(
        credit,
        customers.map(({ missedPayments }) => missedPayments),
      ),
    ).toBeLessThan(-0.15);
  });

  it('refuses rows and seeds that it cannot honour', () => {
    expect(() => generateHistory({ rows: 1_000_001, seed: 1 })).toThrow('from 1 to 1000000, not 1000001');
    expect(() => generateHistory({ rows: 0, seed: 1 })).toThrow(RangeError);
    expect(() => generateHistory({ rows: 10, seed: -1 })).toThrow('seed must be a whole number from 0');
    expect(() => generateHistory({ rows: 10, seed: 2 ** 32 })).toThrow('seed must be a whole number from 0');
  });
});
