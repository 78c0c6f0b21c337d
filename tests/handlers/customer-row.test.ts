import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { customerFields, dataTexts } from '../../graphql/generated/domain.ts';
import { customerRow, strategyFromText } from '../../handlers/customer-row.ts';
import sql from '../../sql/queries/score_strategies.sql';

describe('customerRow', () => {
  it('has the values in the order in which the scoring statement unpacks them', () => {
    const unpacked = [...sql.matchAll(/customer\[(\d+)\]::\w+(?:\(\d+\))? AS (\w+)/g)];
    const row = customerRow(exampleCustomer);
    expect(unpacked).toHaveLength(row.length);
    for (const [, position, column] of unpacked) {
      const [field] = Object.entries(customerFields).find(([, described]) => described.column === column) ?? [];
      const given = exampleCustomer[field as keyof typeof exampleCustomer] ?? 100 * exampleCustomer.interestRate;
      const texts = Object.values(dataTexts).find((enumTexts) => String(given) in enumTexts) as
        | Record<string, string>
        | undefined;
      expect(row[Number(position)]).toBe(texts?.[String(given)] ?? given);
    }
  });

  it('derives the rate in percent when it is not given', () => {
    expect(customerRow({ ...exampleCustomer, interestRate: 0.07 })[7]).toBeCloseTo(7, 9);
  });
});

describe('five hundred customers', () => {
  it.each([0.1234567890123456, 1e-300 / 7, 1 / 3])(
    'are a text that Redshift can hold, whatever digits their rates have: %s',
    (interestRate) => {
      const row = customerRow({
        age: 120,
        gender: 'FEMALE',
        income: 100_000_000,
        loanType: 'BUSINESS',
        loanAmount: 100_000_000,
        interestRate,
        loanTerm: 600,
        creditScore: 850,
        employmentStatus: 'SELF_EMPLOYED',
        maritalStatus: 'DIVORCED',
        missedPayments: 600,
        missedPaymentsDuration: 600,
      });

      expect(JSON.stringify(Array.from({ length: 500 }, () => row)).length).toBeLessThanOrEqual(65_535);
      expect(row[5]).toBeCloseTo(interestRate, 12);
      expect(row[7]).toBeCloseTo(100 * interestRate, 10);
    },
  );
});

describe('strategyFromText', () => {
  it('knows the text of every strategy and refuses others', () => {
    expect(Object.values(dataTexts.RemediationStrategy).map(strategyFromText)).toEqual(
      Object.keys(dataTexts.RemediationStrategy),
    );
    expect(() => strategyFromText('Write-off')).toThrow('Write-off');
  });
});
