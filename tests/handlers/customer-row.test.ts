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

describe('strategyFromText', () => {
  it('knows the text of every strategy and refuses others', () => {
    expect(Object.values(dataTexts.RemediationStrategy).map(strategyFromText)).toEqual(
      Object.keys(dataTexts.RemediationStrategy),
    );
    expect(() => strategyFromText('Write-off')).toThrow('Write-off');
  });
});
