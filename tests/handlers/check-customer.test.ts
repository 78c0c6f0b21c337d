import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { checkCustomer } from '../../handlers/check-customer.ts';

const rules = (change: object) =>
  checkCustomer({ ...exampleCustomer, ...change }).map(({ field, rule }) => `${field} ${rule}`);

describe('checkCustomer', () => {
  it('finds nothing wrong with the example customer', () => {
    expect(rules({})).toEqual([]);
  });

  it.each([
    ['age', 17, 121],
    ['income', -1, 100_000_001],
    ['loanAmount', 0, 100_000_001],
    ['interestRate', -0.01, 1.01],
    ['loanTerm', 0, 601],
    ['creditScore', 299, 851],
    ['missedPayments', -1, 601],
    ['missedPaymentsDuration', -1, 601],
  ])('refuses %s outside its limits', (field, below, above) => {
    expect(rules({ [field]: below })).toEqual([`${field} range`]);
    expect(rules({ [field]: above })).toEqual([`${field} range`]);
  });

  it('takes the limits themselves', () => {
    const atLimits = { age: 18, income: 0, loanAmount: 1, interestRate: 0, loanTerm: 600, creditScore: 850 };
    expect(rules(atLimits)).toEqual([]);
    expect(rules({ age: 120, income: 100_000_000, interestRate: 1, loanTerm: 1, missedPayments: 600 })).toEqual([]);
  });

  it('refuses a customerId of more than 64 characters', () => {
    expect(rules({ customerId: 'x'.repeat(64) })).toEqual([]);
    expect(rules({ customerId: 'x'.repeat(65) })).toEqual(['customerId length']);
    expect(rules({ customerId: '🏦'.repeat(64) })).toEqual([]);
  });

  it('refuses a required number that is not finite', () => {
    expect(rules({ interestRate: Number.POSITIVE_INFINITY })).toEqual(['interestRate range']);
    expect(rules(JSON.parse('{"income":null}'))).toEqual(['income range']);
  });

  it('accuses a negative rate of its range alone when the pair fits', () => {
    expect(rules({ interestRate: -0.1, loanInterestRate: -10 })).toEqual([
      'interestRate range',
      'loanInterestRate range',
    ]);
  });

  it('wants loanInterestRate to be 100 times interestRate, float dirt allowed', () => {
    expect(rules({ interestRate: 0.07, loanInterestRate: 7.000000000000001 })).toEqual([]);
    expect(rules({ interestRate: 0.14, loanInterestRate: 14 })).toEqual([]);
    expect(rules({ interestRate: 0, loanInterestRate: 0 })).toEqual([]);
    expect(rules({ interestRate: 0.1, loanInterestRate: 10.1 })).toEqual(['loanInterestRate ratePair']);
  });

  it('wants a duration of 0 exactly when no payment was missed', () => {
    expect(rules({ missedPayments: 0, missedPaymentsDuration: 0 })).toEqual([]);
    expect(rules({ missedPayments: 0 })).toEqual(['missedPaymentsDuration missedPaymentsPair']);
    expect(rules({ missedPaymentsDuration: 0 })).toEqual(['missedPaymentsDuration missedPaymentsPair']);
  });

  it('reports all broken rules at once', () => {
    const broken = { customerId: 'x'.repeat(65), age: 1, creditScore: 1, loanInterestRate: 99, missedPayments: 0 };
    expect(rules(broken)).toEqual([
      'customerId length',
      'age range',
      'creditScore range',
      'loanInterestRate ratePair',
      'missedPaymentsDuration missedPaymentsPair',
    ]);
  });
});
