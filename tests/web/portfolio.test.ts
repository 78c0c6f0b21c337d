import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import type { CustomerRanking, StrategyRanking } from '../../client/recourse.ts';
import { checkCustomer } from '../../handlers/check-customer.ts';
import { type Arrangement, arrangeRows, asRead } from '../../web/portfolio/arrange-rows.ts';
import { exampleCsv } from '../../web/portfolio/example-csv.ts';
import { fileText } from '../../web/portfolio/file-text.ts';
import { rankInChunks } from '../../web/portfolio/rank-in-chunks.ts';
import { type RankedRow, rankedRows } from '../../web/portfolio/ranked-row.ts';
import { readPortfolio } from '../../web/portfolio/read-portfolio.ts';
import { rowsCsv } from '../../web/portfolio/rows-csv.ts';
import { tableColumns } from '../../web/portfolio/table-columns.ts';

const [header = '', example = ''] = exampleCsv.split('\n');
const { customerId: _, ...customer } = exampleCustomer;
const rowsOf = (...lines: string[]) => readPortfolio('rows', [header, ...lines].join('\n')).rows;

describe('a CSV of customers', () => {
  it('is read by the data’s names and texts', () => {
    expect(header).toMatch(/^customer_id,age,gender,income,loan_type/);
    expect(rowsOf(example)).toEqual([{ line: 2, customerId: '456904', customer, problem: null }]);
  });

  it.each([
    {
      by: 'the contract’s names',
      text: 'loanInterestRate,AGE,gender,income,loanType,loanAmount,interestRate,loanTerm',
    },
    { by: 'tabs, as a spreadsheet pastes it', delimiter: '\t' },
    { by: 'semicolons, behind a byte order mark', delimiter: ';', before: '\ufeff' },
  ])('is read by $by', ({ text, delimiter = ',', before = '' }) => {
    const names = text
      ? `${text},creditScore,employmentStatus,maritalStatus,missedPayments,missedPaymentsDuration`
      : header.replaceAll(',', delimiter);
    const values = text
      ? '10, 38 ,MALE,41820,HOME,221750,0.1,58,424,UNEMPLOYED,"SINGLE",9,10'
      : example.replaceAll(',', delimiter);

    const [row] = readPortfolio('rows', `${before}${names}\r\n${values}\r\n`).rows;

    expect(row?.customer).toEqual(text ? { ...customer, loanInterestRate: 10 } : customer);
  });

  it('may leave the customer’s number empty', () => {
    const [row] = rowsOf(example.replace('456904', ''));
    const [pasted] = readPortfolio('rows', `${header}\n${example.replace('456904', '')}`.replaceAll(',', '\t')).rows;

    expect(row).toEqual({ line: 2, customerId: null, customer, problem: null });
    expect(pasted).toEqual(row);
  });

  it('has the texts of the data, whatever their case', () => {
    const [row] = rowsOf(example.replace('Unemployed', 'self-employed'));

    expect(row?.customer?.employmentStatus).toBe('SELF_EMPLOYED');
  });

  it('may be the sample of the data, whose outcomes are left out', () => {
    const sample = readFileSync(new URL('../../data/sample.csv', import.meta.url), 'utf8');

    const { rows, columns } = readPortfolio('sample.csv', sample);

    expect(columns.unused).toEqual(['remediation_strategy', 'successful', 'timestamp']);
    expect(rows.map((row) => row.customer && checkCustomer(row.customer))).toEqual(rows.map(() => []));
    expect(rows).toHaveLength(1000);
  });

  it.each([
    ['a text in place of a number', example.replace('38', 'old'), 'age is “old”, not a number.'],
    ['a fraction of a year', example.replace('38', '38.5'), 'age is “38.5”, not a whole number.'],
    ['a number beyond 32 bits', example.replace('41820', '9999999999'), 'income is “9999999999”, too far from zero.'],
    ['nothing', example.replace('38', ''), 'age is empty.'],
    ['an unknown choice', example.replace('Home', 'Boat'), /^loan_type is “Boat”, not one of Personal, Auto, Home/],
    [
      'two problems',
      example.replace('38', '').replace('0.1', 'x'),
      'age is empty. interest_rate is “x”, not a number.',
    ],
    ['too few values', '1,2,3', 'The row has 3 values, the header 13.'],
    ['a quote inside a value', example.replace('Male', 'M"ale"'), /^gender has a quote inside a value/],
    ['text behind a quote', example.replace('Male', '"Male"s'), /^gender has text behind a closing quote/],
    ['a quote that stays open', example.replace('Male', '"Male'), /quote/],
  ])('tells of a row with %s, and goes on', (_problem, row, problem) => {
    const rows = rowsOf(example, '', row, example);

    expect(rows.map(({ line, customer: read }) => [line, read !== null])).toEqual([
      [2, true],
      [4, false],
      [5, true],
    ]);
    expect(rows[1]?.problem).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  it('has its lines told apart over any length, with values of several lines and misplaced quotes in between', () => {
    const threeLines = (_: unknown, index: number) =>
      index % 100 === 99 ? `"${index}"x\n\n` : `"${index}\n\n"${example.slice('456904'.length)}`;

    const rows = rowsOf(...Array.from({ length: 3000 }, threeLines));

    expect(rows).toHaveLength(3000);
    expect(rows.filter((row) => row.line !== (row.customer ? 4 : 2) + 3 * rows.indexOf(row))).toEqual([]);
    expect(rows.filter((row) => row.customer).map(({ customerId }) => Number(customerId))).toEqual(
      Array.from(rows.keys()).filter((index) => index % 100 !== 99),
    );
  });

  it.each([
    ['nothing', '', 'There is nothing in it.'],
    ['a header alone', header, 'There is no row below the header.'],
    ['no header', example, /^The first line must name the columns: customer_id, age/],
    [
      'columns missing',
      `customer_id,age,gender\n1,2,3`,
      /^The header lacks income, loan_type, .* and missed_payments_duration\.$/,
    ],
    ['a column twice', `${header},loanType\n${example},Home`, 'The header has loan_type twice.'],
    ['no CSV', `${header}\n${'a"b\n'.repeat(300)}`, 'Quotes are misplaced in more than 200 lines.'],
  ])('with %s is refused with the reason', (_case, text, reason) => {
    expect(() => readPortfolio('rows', text)).toThrow(reason);
  });
});

const strategies = ['FORBEARANCE', 'DEFERMENT', 'REFINANCING', 'PAYMENT_REMINDER'] as const;

function rankingOf(ranks: readonly number[], betterThanChance = true): StrategyRanking {
  const summary = '';
  const evaluation = { auc: 0.7, aucLow: 0.6, aucHigh: 0.8, brier: 0.2, rows: 9, evaluatedAt: '', summary };
  return {
    customerId: null,
    outOfRange: ['age'],
    model: { name: 'outcome', version: 4, trainedAt: '' },
    evaluation: { ...evaluation, betterThanChance },
    strategies: ranks.map((rank, index) => {
      return { strategy: strategies[index] ?? 'FORBEARANCE', rank, probability: 0.75 / rank, successful: rank === 1 };
    }),
  };
}

/** Three customers: ranked, refused and not yet ranked. */
function rowsWith(ranking: StrategyRanking): readonly RankedRow[] {
  const portfolio = readPortfolio(
    'rows',
    [header, ...['=1+1', '7', '10'].map((id) => example.replace('456904', id))].join('\n'),
  );
  const message = 'missedPaymentsDuration is 0 with 9 missed payments; it is 0 exactly when missedPayments is 0.';
  const error = { type: 'InvalidCustomer', message: '', violations: [{ field: '', rule: '', message }] };
  const answers = new Map<number, CustomerRanking>([
    [2, { index: 0, ranking, error: null }],
    [3, { index: 1, ranking: null, error }],
  ]);
  return rankedRows(portfolio, answers);
}

const linesOf = (rows: readonly RankedRow[]) => (change: Partial<Arrangement>) =>
  arrangeRows(rows, { ...asRead, ...change }).map(({ line }) => line);

const textsOf = (row: RankedRow | undefined) => row && tableColumns.map(({ textOf }) => textOf(row));

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from('Zoë')],
    ['UTF-8 behind a byte order mark', Buffer.from('\ufeffZoë')],
    ['UTF-16, a spreadsheet’s “Unicode text”', Buffer.from('\ufeffZoë', 'utf16le')],
    ['windows-1252, a spreadsheet’s plain CSV', Buffer.from('Zoë', 'latin1')],
  ])('is read from %s', async (_encoding, bytes) => {
    expect(await fileText(new File([bytes], 'rows.csv'))).toBe('Zoë');
  });

  it('of more than 20 MB is not read', async () => {
    await expect(fileText(new File([Buffer.alloc(20_000_001)], 'rows.csv'))).rejects.toThrow(
      'It is larger than 20 MB; split it.',
    );
  });
});

describe('a ranked portfolio', () => {
  it('shows the best strategy, the one behind it, and errors by the columns’ names', () => {
    const [ranked, refused, waiting] = rowsWith(rankingOf([1, 2, 3]));

    expect(textsOf(ranked)).toEqual(['2', '=1+1', 'Forbearance', '75.0\u00a0%', 'Deferment, 37.5\u00a0%', 'Age', '']);
    expect(refused?.problem).toBe(
      'missed_payments_duration is 0 with 9 missed payments; it is 0 exactly when missed_payments is 0.',
    );
    expect(waiting?.state).toBe('waiting');
  });

  it('names all that share a rank', () => {
    const [ranked] = rowsWith(rankingOf([1, 1, 3, 3]));

    expect(textsOf(ranked)?.[2]).toBe('Forbearance and Deferment, equal');
    expect(textsOf(ranked)?.[4]).toBe('Refinancing and Payment Reminder, equal, 25.0\u00a0%');
  });

  it('shows no best strategy of a model that is no better than chance', () => {
    const [row] = rowsWith(rankingOf([1, 1, 1], false));

    expect(textsOf(row)).toEqual(['2', '=1+1', 'No better than chance', '', '', 'Age', '']);
    expect(rowsCsv(row ? [row] : [])).toContain("2,'=1+1,,,,,false,age,,outcome,4");
  });

  it('is sorted by any column, numbers as numbers and rows without a value last', () => {
    const lines = linesOf(rowsWith(rankingOf([1, 2, 3])));

    expect(lines({ sortBy: 'customer' })).toEqual([2, 3, 4]);
    expect(lines({ sortBy: 'customer', descending: true })).toEqual([4, 3, 2]);
    expect(lines({ sortBy: 'problem', descending: true })).toEqual([3, 2, 4]);
    expect(lines({ sortBy: 'probability' })).toEqual([2, 3, 4]);
  });

  it('is filtered by strategy, by text and by errors', () => {
    const lines = linesOf(rowsWith(rankingOf([1, 1, 3])));

    expect(lines({ strategy: 'DEFERMENT' })).toEqual([2]);
    expect(lines({ strategy: 'REFINANCING' })).toEqual([]);
    expect(lines({ text: ' EXACTLY when' })).toEqual([3]);
    expect(lines({ onlyErrors: true })).toEqual([3]);
  });

  it('is downloaded with formulas made harmless', () => {
    const [head, ranked, refused] = rowsCsv(rowsWith(rankingOf([1, 1, 3]))).split('\r\n');

    expect(head).toBe(
      '\ufeffline,customer_id,best_strategy,probability,runner_up,runner_up_probability,better_than_chance,out_of_range,error,model,model_version',
    );
    expect(ranked).toBe("2,'=1+1,FORBEARANCE = DEFERMENT,0.75,REFINANCING,0.25,true,age,,outcome,4");
    expect(refused).toMatch(/^3,7,,,,,,,missed_payments_duration is 0/);
  });

  it('asks for no more customers at once than the API ranks, without their numbers', async () => {
    const { rows } = readPortfolio('rows', [header, ...Array(501).fill(example), 'unreadable'].join('\n'));
    const asked: number[] = [];
    const lines: number[] = [];

    await rankInChunks(
      rows,
      async (customers) => {
        asked.push(customers.length);
        expect(customers.some((sent) => 'customerId' in sent)).toBe(false);
        // Answers in another order, and one is missing.
        const answers = customers.map((_, index) => ({ index, ranking: rankingOf([1, 2]), error: null }));
        return answers.reverse().slice(0, 499);
      },
      (answers) => {
        for (const [line, { error }] of answers) if (!error) lines.push(line);
      },
    );

    expect(asked).toEqual([500, 1]);
    expect(lines).toHaveLength(500);
    expect(lines).not.toContain(2);
  });
});
