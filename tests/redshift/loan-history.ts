export const strategies = [
  'Payment Reminder',
  'Loan Restructuring',
  'Debt Consolidation',
  'Forbearance',
  'Deferment',
  'Refinancing',
] as const;

const header =
  'customer_id,age,gender,income,loan_type,loan_amount,interest_rate,loan_term,loan_interest_rate,credit_score,' +
  'employment_status,marital_status,remediation_strategy,missed_payments,missed_payments_duration,successful,timestamp';

const pick = <T>(values: readonly T[], index: number): T => {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

/** A loan history whose label can be learned: forbearance works for low credit scores, refinancing for high ones. */
export function loanHistoryCsv(rows: number): string {
  const lines = [header];
  for (let row = 0; row < rows; row += 1) {
    const score = 300 + ((row * 7919) % 551);
    const strategy = pick(strategies, row);
    const chance = (row * 31) % 100;
    const helps = strategy === 'Forbearance' ? score < 575 : score >= 575;
    const successful = chance < 10 ? !helps : helps;
    const missed = row % 13;
    const year = 2018 + (Math.floor(row / 6) % 6);
    lines.push(
      [
        row + 1,
        18 + (row % 48),
        pick(['Male', 'Female'], row >> 1),
        20_000 + ((row * 997) % 180_000),
        pick(['Personal', 'Auto', 'Home', 'Student', 'Business'], row >> 2),
        10_000 + ((row * 1009) % 490_000),
        0.07,
        12 + (row % 49),
        7.000000000000001,
        score,
        pick(['Employed', 'Self-employed', 'Unemployed'], row >> 3),
        pick(['Married', 'Single', 'Divorced'], row >> 4),
        strategy,
        missed,
        missed === 0 ? 0 : missed - 1,
        successful ? 'True' : 'False',
        `${year}-0${1 + (row % 9)}-15`,
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** One customer as the scoring statement takes it. */
export function customer(creditScore: number): readonly (number | string)[] {
  return [38, 'Male', 41_820, 'Home', 221_750, 0.07, 58, 7, creditScore, 'Unemployed', 'Single', 9, 10];
}
