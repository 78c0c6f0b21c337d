import { expect } from 'vitest';
import { exampleCustomer } from '../../../client/example-customer.ts';
import { customerFields } from '../../../graphql/generated/domain.ts';
import { type Api, type Check, expectFieldError, post, send } from '../api.ts';
import { askOutcome, askRanking } from '../queries.ts';

interface Violation {
  readonly field: string;
  readonly rule: string;
}

const rangeChecks: Check[] = Object.entries(customerFields).flatMap(([field, limits]) => {
  if (!('minimum' in limits)) return [];
  const step = limits.type === 'Int' ? 1 : 0.001;
  return [
    brokenRule(`${field} below ${limits.minimum}`, { [field]: limits.minimum - step }, field, 'range'),
    brokenRule(`${field} above ${limits.maximum}`, { [field]: limits.maximum + step }, field, 'range'),
  ];
});

/** Each rule of the contract, broken alone and together. */
export const violations: readonly Check[] = [
  ...[
    ...rangeChecks,
    brokenRule('a customerId of 65 characters', { customerId: 'x'.repeat(65) }, 'customerId', 'length'),
    brokenRule(
      'a loanInterestRate that is not 100 x interestRate',
      { loanInterestRate: 10.1 },
      'loanInterestRate',
      'ratePair',
    ),
    brokenRule(
      'a duration without missed payments',
      { missedPayments: 0 },
      'missedPaymentsDuration',
      'missedPaymentsPair',
    ),
    brokenRule(
      'missed payments without a duration',
      { missedPaymentsDuration: 0 },
      'missedPaymentsDuration',
      'missedPaymentsPair',
    ),
  ].map((check, index) => ({ ...check, id: `VIO${index + 1}` })),
  {
    id: 'VIOI',
    must: 'MUST refuse a number that is too large for a Float, wherever it is written',
    async check(api) {
      const query = `query ($customer: CustomerInput!) { rankStrategies(customer: $customer) { customerId } }`;
      const literal = query
        .replace('($customer: CustomerInput!)', '')
        .replace('$customer', literalOf({ interestRate: '1e400' }));
      const variable = JSON.stringify({ query, variables: { customer: exampleCustomer } }).replace('0.1', '1e400');
      for (const reply of [await send(api, literal), await post(api, variable)]) {
        expect(reply.errors).toHaveLength(1);
        expect(reply.data?.rankStrategies ?? null).toBeNull();
      }
    },
  },
  {
    id: 'VIOA',
    must: 'MUST report all broken rules at once',
    async check(api) {
      const change = { customerId: 'x'.repeat(65), age: 17, creditScore: 851, loanInterestRate: 99, missedPayments: 0 };
      const expected = [
        'customerId length',
        'age range',
        'creditScore range',
        'loanInterestRate ratePair',
        'missedPaymentsDuration missedPaymentsPair',
      ];
      for (const reply of [await askRanking(api, change), await askOutcome(api, 'DEFERMENT', change)]) {
        const { violations: found, requestId } = expectFieldError(reply, 'InvalidCustomer').errorInfo as {
          violations: Violation[];
          requestId: string;
        };
        expect(requestId, 'which the log has, too').toMatch(/^[\da-f-]{36}$/);
        expect(found.map(({ field, rule }) => `${field} ${rule}`).sort()).toEqual([...expected].sort());
      }
    },
  },
];

function brokenRule(what: string, change: object, field: string, rule: string): Check {
  return {
    id: '',
    must: `MUST refuse ${what} as InvalidCustomer, naming field and rule`,
    check: refuses(change, field, rule),
  };
}

function refuses(change: object, field: string, rule: string) {
  return async (api: Api) => {
    const reply = await askRanking(api, change);
    const error = expectFieldError(reply, 'InvalidCustomer');
    expect(error.message).toContain(field);
    expect(error.path).toEqual(['rankStrategies']);
    expect((error.errorInfo as { violations: Violation[] }).violations).toContainEqual(
      expect.objectContaining({ field, rule }),
    );
    expect(reply.data).toEqual({ rankStrategies: null });
  };
}

/** The example customer as a GraphQL literal, with some values written differently. */
function literalOf(change: Readonly<Record<string, string>>): string {
  const fields = Object.entries(exampleCustomer).map(([name, value]) => {
    const isEnum = typeof value === 'string' && name !== 'customerId';
    return `${name}: ${change[name] ?? (isEnum ? value : JSON.stringify(value))}`;
  });
  return `{ ${fields.join(', ')} }`;
}
