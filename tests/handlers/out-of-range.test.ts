import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { fieldsOutOfRange } from '../../handlers/out-of-range.ts';

const ranges = {
  age: [18, 65],
  interest_rate: [0.05, 0.2],
  loan_interest_rate: [5, 20],
  loan_type: ['Home', 'Auto'],
  remediation_strategy: ['Deferment'],
} as const;

describe('fieldsOutOfRange', () => {
  it('names numbers outside what training saw', () => {
    expect(fieldsOutOfRange(ranges, { ...exampleCustomer, age: 80, interestRate: 0.04 })).toEqual([
      'age',
      'interestRate',
    ]);
  });

  it('names categories that training did not see', () => {
    expect(fieldsOutOfRange(ranges, { ...exampleCustomer, loanType: 'STUDENT' }, 'REFINANCING')).toEqual([
      'loanType',
      'strategy',
    ]);
  });

  it('takes the ends of a range in spite of float dirt', () => {
    expect(
      fieldsOutOfRange(ranges, { ...exampleCustomer, interestRate: 0.05, loanInterestRate: 5.0000000001 }, 'DEFERMENT'),
    ).toEqual([]);
  });
});
