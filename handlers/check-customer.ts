import { type CustomerFieldName, customerFieldNames, customerFields } from '../graphql/generated/domain.ts';
import type { CustomerInput, RuleViolation } from '../graphql/generated/types.ts';

/** Every rule of the contract that the customer breaks, in the order of the schema's fields; empty when none. */
export function checkCustomer(customer: CustomerInput): RuleViolation[] {
  return [
    ...checkCustomerId(customer),
    ...customerFieldNames.flatMap((field) => checkRange(field, customer[field])),
    ...checkRatePair(customer),
    ...checkMissedPayments(customer),
  ];
}

function checkCustomerId({ customerId }: CustomerInput): RuleViolation[] {
  const { maximumLength } = customerFields.customerId;
  // Characters as a person counts them: an emoji is one.
  const length = [...(customerId ?? '')].length;
  if (length <= maximumLength) return [];
  const message = `customerId has ${length} characters, more than ${maximumLength}.`;
  return [{ field: 'customerId', rule: 'length', message }];
}

function checkRange(field: CustomerFieldName, value: unknown): RuleViolation[] {
  const limits = customerFields[field];
  if (!('minimum' in limits)) return [];
  if (value == null && !limits.required) return [];
  if (typeof value === 'number' && value >= limits.minimum && value <= limits.maximum) return [];
  // JSON has no infinite numbers: one that a query wrote arrives as null.
  const given = value == null ? 'no finite number' : value;
  const message = `${field} is ${given}, not between ${limits.minimum} and ${limits.maximum}.`;
  return [{ field, rule: 'range', message }];
}

function checkRatePair({ interestRate, loanInterestRate }: CustomerInput): RuleViolation[] {
  if (loanInterestRate == null) return [];
  const expected = 100 * interestRate;
  const difference = Math.abs(loanInterestRate - expected);
  if (difference <= customerFields.loanInterestRate.relativeTolerance * Math.abs(expected)) return [];
  const message = `loanInterestRate is ${loanInterestRate} percent, but interestRate is ${interestRate}; it must be 100 times that.`;
  return [{ field: 'loanInterestRate', rule: 'ratePair', message }];
}

function checkMissedPayments({ missedPayments, missedPaymentsDuration }: CustomerInput): RuleViolation[] {
  if ((missedPayments === 0) === (missedPaymentsDuration === 0)) return [];
  const message = `missedPaymentsDuration is ${missedPaymentsDuration} with ${missedPayments} missed payments; it is 0 exactly when missedPayments is 0.`;
  return [{ field: 'missedPaymentsDuration', rule: 'missedPaymentsPair', message }];
}
