import type { SimpleFaker } from '@faker-js/faker';
import { EmploymentStatus, Gender, LoanType, MaritalStatus } from '../graphql/generated/types.ts';
import type { HistoryCustomer } from './history-case.ts';
import { type Range, samplingDomain } from './sampling-domain.ts';

// How a loan's purpose moves its amount, rate and term, in standard deviations.
const loanShifts: Readonly<Record<LoanType, { amount: number; rate: number; term: number }>> = {
  PERSONAL: { amount: -0.7, rate: 0.4, term: -0.3 },
  AUTO: { amount: -0.4, rate: 0, term: 0 },
  HOME: { amount: 0.9, rate: -0.5, term: 0.5 },
  STUDENT: { amount: -0.3, rate: -0.3, term: 0.2 },
  BUSINESS: { amount: 0.5, rate: 0.3, term: -0.1 },
};

/** A standard normal number, by Box and Muller (1958), https://doi.org/10.1214/aoms/1177706645. */
function normal(faker: SimpleFaker): number {
  const radius = Math.sqrt(-2 * Math.log(1 - faker.number.float()));
  return radius * Math.cos(2 * Math.PI * faker.number.float());
}

/** Mixes a cause with chance; the result varies about as much as its parts. */
function mix(faker: SimpleFaker, weight: number, cause: number): number {
  return weight * cause + Math.sqrt(1 - weight * weight) * normal(faker);
}

/** Spreads a standard normal number over the whole range; `skew` above 1 makes small values more common. */
function spread(range: Range, deviation: number, skew = 1): number {
  // The logistic curve of slope 1.702 stays within 0.01 of the normal distribution's.
  const share = (1 / (1 + Math.exp(-1.702 * deviation))) ** skew;
  return Math.min(range.maximum, range.minimum + Math.floor(share * (range.maximum - range.minimum + 1)));
}

/**
 * Draws a borrower with a loan in arrears: credit, income, employment, rate and arrears hang together through the
 * household's hidden means, and every value of the sampling domain occurs.
 */
export function drawBorrower(faker: SimpleFaker, customerId: string): HistoryCustomer {
  const means = normal(faker);
  const age = faker.number.int({ min: samplingDomain.age.minimum, max: samplingDomain.age.maximum });
  const employmentStatus = drawEmployment(faker, means);
  const loanType = drawLoanType(faker, employmentStatus, age);
  const shift = loanShifts[loanType];
  const out = employmentStatus === EmploymentStatus.UNEMPLOYED ? 1 : 0;
  const credit = mix(faker, 0.6, means);
  const earnings = mix(faker, 0.5, means) - 0.8 * out + 0.2;
  const percent = spread(samplingDomain.interestRatePercent, mix(faker, 0.4, -credit) + shift.rate);
  const arrears = mix(faker, 0.4, -means) + 0.2 * out;
  const missedPayments = spread(samplingDomain.missedPayments, arrears);
  return {
    customerId,
    age,
    gender: faker.helpers.arrayElement(Object.values(Gender)),
    income: spread(samplingDomain.income, earnings, 1.3),
    loanType,
    loanAmount: spread(samplingDomain.loanAmount, mix(faker, 0.3, earnings) + shift.amount, 1.2),
    interestRate: percent / 100,
    loanTerm: spread(samplingDomain.loanTerm, normal(faker) + shift.term),
    loanInterestRate: percent,
    creditScore: spread(samplingDomain.creditScore, credit),
    employmentStatus,
    maritalStatus: drawMaritalStatus(faker, age),
    missedPayments,
    missedPaymentsDuration: missedPayments === 0 ? 0 : drawDuration(faker, arrears),
  };
}

function drawEmployment(faker: SimpleFaker, means: number): EmploymentStatus {
  return faker.helpers.weightedArrayElement([
    { value: EmploymentStatus.EMPLOYED, weight: Math.exp(0.3 * means) },
    { value: EmploymentStatus.SELF_EMPLOYED, weight: 0.6 },
    { value: EmploymentStatus.UNEMPLOYED, weight: 0.6 * Math.exp(-0.5 * means) },
  ]);
}

function drawLoanType(faker: SimpleFaker, employmentStatus: EmploymentStatus, age: number): LoanType {
  return faker.helpers.weightedArrayElement([
    { value: LoanType.PERSONAL, weight: 1 },
    { value: LoanType.AUTO, weight: 1 },
    { value: LoanType.HOME, weight: 1 },
    { value: LoanType.STUDENT, weight: age < 35 ? 1.4 : 0.7 },
    { value: LoanType.BUSINESS, weight: employmentStatus === EmploymentStatus.SELF_EMPLOYED ? 1.8 : 0.7 },
  ]);
}

function drawMaritalStatus(faker: SimpleFaker, age: number): MaritalStatus {
  return faker.helpers.weightedArrayElement([
    { value: MaritalStatus.MARRIED, weight: age < 30 ? 0.6 : 1.4 },
    { value: MaritalStatus.SINGLE, weight: age < 30 ? 1.6 : 0.7 },
    { value: MaritalStatus.DIVORCED, weight: age < 30 ? 0.2 : 0.6 },
  ]);
}

function drawDuration(faker: SimpleFaker, arrears: number): number {
  // A missed payment has lasted for a month at least.
  return spread({ ...samplingDomain.missedPaymentsDuration, minimum: 1 }, mix(faker, 0.5, arrears));
}
