/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/**
 * A borrower and the loan with missed payments. Numbers outside the given range are refused with InvalidCustomer;
 * inside it, but outside what the model saw in training, they are answered and named in outOfRange.
 */
export type CustomerInput = {
  /** The bank's own name for the customer, returned as it came, at most 64 characters. */
  readonly customerId?: string | null | undefined;
  /** Age in years, 18 to 120. */
  readonly age: number;
  /** Gender, as the bank keeps it. */
  readonly gender: Gender;
  /** Income in currency units a year, 0 to 100000000. */
  readonly income: number;
  /** What the loan is for. */
  readonly loanType: LoanType;
  /** Amount lent in currency units, 1 to 100000000. */
  readonly loanAmount: number;
  /** Yearly interest rate as a fraction, 0 to 1. */
  readonly interestRate: number;
  /** Term of the loan in months, 1 to 600. */
  readonly loanTerm: number;
  /** Yearly interest rate in percent, 0 to 100. Optional; when given it must equal 100 x interestRate, within 1e-6 of it. */
  readonly loanInterestRate?: number | null | undefined;
  /** Credit score, 300 to 850. */
  readonly creditScore: number;
  /** How the customer earns a living. */
  readonly employmentStatus: EmploymentStatus;
  /** Marital status, as the bank keeps it. */
  readonly maritalStatus: MaritalStatus;
  /** Number of payments missed so far, 0 to 600. */
  readonly missedPayments: number;
  /** Months over which payments were missed, 0 to 600; 0 exactly when missedPayments is 0. */
  readonly missedPaymentsDuration: number;
};

/** One customer and the strategy in question. */
export type PredictOutcomeInput = {
  /** The borrower and the loan. */
  readonly customer: CustomerInput;
  /** The strategy whose outcome is asked for. */
  readonly strategy: RemediationStrategy;
};

/** What a bank can do for a borrower who misses payments. */
export type RemediationStrategy =
  /** In the data: Payment Reminder. */
  | 'PAYMENT_REMINDER'
  /** In the data: Loan Restructuring. */
  | 'LOAN_RESTRUCTURING'
  /** In the data: Debt Consolidation. */
  | 'DEBT_CONSOLIDATION'
  /** In the data: Forbearance. */
  | 'FORBEARANCE'
  /** In the data: Deferment. */
  | 'DEFERMENT'
  /** In the data: Refinancing. */
  | 'REFINANCING';

/** Gender, as the bank keeps it. */
export type Gender =
  /** In the data: Male. */
  | 'MALE'
  /** In the data: Female. */
  | 'FEMALE';

/** What a loan is for. */
export type LoanType =
  /** In the data: Personal. */
  | 'PERSONAL'
  /** In the data: Auto. */
  | 'AUTO'
  /** In the data: Home. */
  | 'HOME'
  /** In the data: Student. */
  | 'STUDENT'
  /** In the data: Business. */
  | 'BUSINESS';

/** How a customer earns a living. */
export type EmploymentStatus =
  /** In the data: Employed. */
  | 'EMPLOYED'
  /** In the data: Self-employed. */
  | 'SELF_EMPLOYED'
  /** In the data: Unemployed. */
  | 'UNEMPLOYED';

/** Marital status, as the bank keeps it. */
export type MaritalStatus =
  /** In the data: Married. */
  | 'MARRIED'
  /** In the data: Single. */
  | 'SINGLE'
  /** In the data: Divorced. */
  | 'DIVORCED';

/** How far the model has come. */
export type ModelState =
  /** No model has been trained yet. */
  | 'NOT_TRAINED'
  /** The loan history is being loaded for the first model. */
  | 'LOADING'
  /** The first model is in training. */
  | 'TRAINING'
  /** The first model is trained and is judged by the cases after the cut-off. */
  | 'EVALUATING'
  /** A model is active and answers. */
  | 'READY'
  /** The model was not good enough to answer, and no earlier version is active. */
  | 'REFUSED'
  /** Training failed and no earlier version is active. */
  | 'FAILED';

export type EvaluationFieldsFragment = { readonly auc: number, readonly aucLow: number, readonly aucHigh: number, readonly brier: number, readonly rows: number, readonly betterThanChance: boolean, readonly summary: string, readonly evaluatedAt: string };

export type ModelQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelQuery = { readonly model: { readonly state: ModelState, readonly version: { readonly name: string, readonly version: number, readonly trainedAt: string } | null, readonly evaluation: { readonly auc: number, readonly aucLow: number, readonly aucHigh: number, readonly brier: number, readonly rows: number, readonly betterThanChance: boolean, readonly summary: string, readonly evaluatedAt: string } | null } | null };

export type PredictOutcomeQueryVariables = Exact<{
  input: PredictOutcomeInput;
}>;


export type PredictOutcomeQuery = { readonly predictOutcome: { readonly strategy: RemediationStrategy, readonly successful: boolean, readonly probability: number, readonly outOfRange: ReadonlyArray<string>, readonly model: { readonly name: string, readonly version: number, readonly trainedAt: string }, readonly evaluation: { readonly auc: number, readonly aucLow: number, readonly aucHigh: number, readonly brier: number, readonly rows: number, readonly betterThanChance: boolean, readonly summary: string, readonly evaluatedAt: string } } | null };

export type RankCustomersQueryVariables = Exact<{
  customers: ReadonlyArray<CustomerInput> | CustomerInput;
}>;


export type RankCustomersQuery = { readonly rankCustomers: ReadonlyArray<{ readonly index: number, readonly ranking: { readonly customerId: string | null, readonly outOfRange: ReadonlyArray<string>, readonly strategies: ReadonlyArray<{ readonly rank: number, readonly strategy: RemediationStrategy, readonly successful: boolean, readonly probability: number }>, readonly model: { readonly name: string, readonly version: number, readonly trainedAt: string }, readonly evaluation: { readonly auc: number, readonly aucLow: number, readonly aucHigh: number, readonly brier: number, readonly rows: number, readonly betterThanChance: boolean, readonly summary: string, readonly evaluatedAt: string } } | null, readonly error: { readonly type: string, readonly message: string, readonly violations: ReadonlyArray<{ readonly field: string, readonly rule: string, readonly message: string }> } | null }> | null };

export type RankStrategiesQueryVariables = Exact<{
  customer: CustomerInput;
}>;


export type RankStrategiesQuery = { readonly rankStrategies: { readonly customerId: string | null, readonly outOfRange: ReadonlyArray<string>, readonly strategies: ReadonlyArray<{ readonly rank: number, readonly strategy: RemediationStrategy, readonly successful: boolean, readonly probability: number }>, readonly model: { readonly name: string, readonly version: number, readonly trainedAt: string }, readonly evaluation: { readonly auc: number, readonly aucLow: number, readonly aucHigh: number, readonly brier: number, readonly rows: number, readonly betterThanChance: boolean, readonly summary: string, readonly evaluatedAt: string } } | null };

export type RankingFieldsFragment = { readonly customerId: string | null, readonly outOfRange: ReadonlyArray<string>, readonly strategies: ReadonlyArray<{ readonly rank: number, readonly strategy: RemediationStrategy, readonly successful: boolean, readonly probability: number }>, readonly model: { readonly name: string, readonly version: number, readonly trainedAt: string }, readonly evaluation: { readonly auc: number, readonly aucLow: number, readonly aucHigh: number, readonly brier: number, readonly rows: number, readonly betterThanChance: boolean, readonly summary: string, readonly evaluatedAt: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EvaluationFieldsFragmentDoc = new TypedDocumentString(`
    fragment EvaluationFields on Evaluation {
  auc
  aucLow
  aucHigh
  brier
  rows
  betterThanChance
  summary
  evaluatedAt
}
    `, {"fragmentName":"EvaluationFields"}) as unknown as TypedDocumentString<EvaluationFieldsFragment, unknown>;
export const RankingFieldsFragmentDoc = new TypedDocumentString(`
    fragment RankingFields on StrategyRanking {
  customerId
  strategies {
    rank
    strategy
    successful
    probability
  }
  outOfRange
  model {
    name
    version
    trainedAt
  }
  evaluation {
    ...EvaluationFields
  }
}
    fragment EvaluationFields on Evaluation {
  auc
  aucLow
  aucHigh
  brier
  rows
  betterThanChance
  summary
  evaluatedAt
}`, {"fragmentName":"RankingFields"}) as unknown as TypedDocumentString<RankingFieldsFragment, unknown>;
export const ModelDocument = new TypedDocumentString(`
    query model {
  model {
    state
    version {
      name
      version
      trainedAt
    }
    evaluation {
      ...EvaluationFields
    }
  }
}
    fragment EvaluationFields on Evaluation {
  auc
  aucLow
  aucHigh
  brier
  rows
  betterThanChance
  summary
  evaluatedAt
}`) as unknown as TypedDocumentString<ModelQuery, ModelQueryVariables>;
export const PredictOutcomeDocument = new TypedDocumentString(`
    query predictOutcome($input: PredictOutcomeInput!) {
  predictOutcome(input: $input) {
    strategy
    successful
    probability
    outOfRange
    model {
      name
      version
      trainedAt
    }
    evaluation {
      ...EvaluationFields
    }
  }
}
    fragment EvaluationFields on Evaluation {
  auc
  aucLow
  aucHigh
  brier
  rows
  betterThanChance
  summary
  evaluatedAt
}`) as unknown as TypedDocumentString<PredictOutcomeQuery, PredictOutcomeQueryVariables>;
export const RankCustomersDocument = new TypedDocumentString(`
    query rankCustomers($customers: [CustomerInput!]!) {
  rankCustomers(customers: $customers) {
    index
    ranking {
      ...RankingFields
    }
    error {
      type
      message
      violations {
        field
        rule
        message
      }
    }
  }
}
    fragment EvaluationFields on Evaluation {
  auc
  aucLow
  aucHigh
  brier
  rows
  betterThanChance
  summary
  evaluatedAt
}
fragment RankingFields on StrategyRanking {
  customerId
  strategies {
    rank
    strategy
    successful
    probability
  }
  outOfRange
  model {
    name
    version
    trainedAt
  }
  evaluation {
    ...EvaluationFields
  }
}`) as unknown as TypedDocumentString<RankCustomersQuery, RankCustomersQueryVariables>;
export const RankStrategiesDocument = new TypedDocumentString(`
    query rankStrategies($customer: CustomerInput!) {
  rankStrategies(customer: $customer) {
    ...RankingFields
  }
}
    fragment EvaluationFields on Evaluation {
  auc
  aucLow
  aucHigh
  brier
  rows
  betterThanChance
  summary
  evaluatedAt
}
fragment RankingFields on StrategyRanking {
  customerId
  strategies {
    rank
    strategy
    successful
    probability
  }
  outOfRange
  model {
    name
    version
    trainedAt
  }
  evaluation {
    ...EvaluationFields
  }
}`) as unknown as TypedDocumentString<RankStrategiesQuery, RankStrategiesQueryVariables>;