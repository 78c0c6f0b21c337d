import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { customerFields } from '../../graphql/generated/domain.ts';
import { checkCustomer } from '../../handlers/check-customer.ts';
import { draftOf, readDraft } from '../../web/borrower/draft.ts';
import { choicesOf, fieldGroups, limitsText } from '../../web/borrower/fields.ts';
import { errorsOf } from '../../web/borrower/violations.ts';

const draft = draftOf(exampleCustomer);

describe('the borrower form', () => {
  it('asks for every field of the contract once, but for the rate in percent', () => {
    const asked = fieldGroups.flatMap(({ fields }) => fields);

    expect([...asked, 'loanInterestRate'].sort()).toEqual(Object.keys(customerFields).sort());
  });

  it('takes choices and limits from the contract, rates in percent', () => {
    expect(choicesOf('employmentStatus')).toContainEqual(['SELF_EMPLOYED', 'Self-employed']);
    expect(limitsText('creditScore')).toBe('300 to 850');
    expect(limitsText('interestRate')).toBe('0 to 100 %');
    expect(limitsText('income')).toBe('0 to 100 million a year');
  });

  it('reads back the customer it was filled in with', () => {
    expect(readDraft(draft)).toEqual({ customer: exampleCustomer });
  });

  it.each([
    ['7', 0.07],
    ['5.9', 0.059],
    ['14', 0.14],
    ['100', 1],
  ])('reads a rate of %s percent as %d', (text, fraction) => {
    const read = readDraft({ ...draft, interestRate: text });

    expect(read).toMatchObject({ customer: { interestRate: fraction } });
    expect(draftOf({ ...exampleCustomer, interestRate: fraction }).interestRate).toBe(text);
  });

  it('leaves an empty customer number out', () => {
    expect(readDraft({ ...draft, customerId: ' ' })).toEqual({
      customer: { ...exampleCustomer, customerId: undefined },
    });
  });

  it('says of each input why it cannot be read', () => {
    const read = readDraft({
      ...draft,
      age: '',
      gender: 'OTHER',
      income: '1e',
      loanTerm: '12.5',
      loanAmount: '9999999999',
    });

    expect(read).toEqual({
      errors: {
        age: 'Fill this in.',
        gender: 'Choose one of the list.',
        income: 'Enter a number.',
        loanTerm: 'Enter a whole number.',
        loanAmount: 'Must be 1 to 100 million.',
      },
    });
  });

  it('leaves the ranges to the API and says its answer in the form’s words', () => {
    const broken = { ...exampleCustomer, age: 12, interestRate: 1.5, missedPaymentsDuration: 0 };

    expect(errorsOf(checkCustomer(broken))).toEqual({
      age: 'Must be 18 to 120 years.',
      interestRate: 'Must be 0 to 100 %.',
      missedPaymentsDuration: '“Missed over” is 0 with 9 missed payments; it is 0 exactly when “Missed payments” is 0.',
    });
  });
});
