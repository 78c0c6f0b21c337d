export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: unknown; output: unknown; }
  AWSTime: { input: unknown; output: unknown; }
  AWSDateTime: { input: string; output: string; }
  AWSTimestamp: { input: unknown; output: unknown; }
  AWSEmail: { input: unknown; output: unknown; }
  AWSJSON: { input: unknown; output: unknown; }
  AWSPhone: { input: unknown; output: unknown; }
  AWSURL: { input: unknown; output: unknown; }
  AWSIPAddress: { input: unknown; output: unknown; }
};

/** What Recourse answers. Root fields are nullable, so that one failing alias fails alone. */
export type Query = {
  /** The outcome of one remediation strategy for one customer. */
  readonly predictOutcome?: Maybe<Prediction>;
  /** All six remediation strategies for one customer, best first. */
  readonly rankStrategies?: Maybe<StrategyRanking>;
  /** All six remediation strategies for each of 1 to 500 customers, in their order; one who breaks a rule fails alone. */
  readonly rankCustomers?: Maybe<ReadonlyArray<CustomerRanking>>;
  /** The active model: its state, version and evaluation. */
  readonly model?: Maybe<Model>;
};


/** What Recourse answers. Root fields are nullable, so that one failing alias fails alone. */
export type QueryPredictOutcomeArgs = {
  input: PredictOutcomeInput;
};


/** What Recourse answers. Root fields are nullable, so that one failing alias fails alone. */
export type QueryRankStrategiesArgs = {
  customer: CustomerInput;
};


/** What Recourse answers. Root fields are nullable, so that one failing alias fails alone. */
export type QueryRankCustomersArgs = {
  customers: ReadonlyArray<CustomerInput>;
};

/**
 * A borrower and the loan with missed payments. Numbers outside the given range are refused with InvalidCustomer;
 * inside it, but outside what the model saw in training, they are answered and named in outOfRange.
 */
export type CustomerInput = {
  /** The bank's own name for the customer, returned as it came, at most 64 characters. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Age in years, 18 to 120. */
  readonly age: Scalars['Int']['input'];
  /** Gender, as the bank keeps it. */
  readonly gender: Gender;
  /** Income in currency units a year, 0 to 100000000. */
  readonly income: Scalars['Int']['input'];
  /** What the loan is for. */
  readonly loanType: LoanType;
  /** Amount lent in currency units, 1 to 100000000. */
  readonly loanAmount: Scalars['Int']['input'];
  /** Yearly interest rate as a fraction, 0 to 1. */
  readonly interestRate: Scalars['Float']['input'];
  /** Term of the loan in months, 1 to 600. */
  readonly loanTerm: Scalars['Int']['input'];
  /** Yearly interest rate in percent, 0 to 100. Optional; when given it must equal 100 x interestRate, within 1e-6 of it. */
  readonly loanInterestRate?: InputMaybe<Scalars['Float']['input']>;
  /** Credit score, 300 to 850. */
  readonly creditScore: Scalars['Int']['input'];
  /** How the customer earns a living. */
  readonly employmentStatus: EmploymentStatus;
  /** Marital status, as the bank keeps it. */
  readonly maritalStatus: MaritalStatus;
  /** Number of payments missed so far, 0 to 600. */
  readonly missedPayments: Scalars['Int']['input'];
  /** Months over which payments were missed, 0 to 600; 0 exactly when missedPayments is 0. */
  readonly missedPaymentsDuration: Scalars['Int']['input'];
};

/** One customer and the strategy in question. */
export type PredictOutcomeInput = {
  /** The borrower and the loan. */
  readonly customer: CustomerInput;
  /** The strategy whose outcome is asked for. */
  readonly strategy: RemediationStrategy;
};

/** The predicted outcome of one strategy for one customer. */
export type Prediction = {
  /** The strategy asked about. */
  readonly strategy: RemediationStrategy;
  /** The more probable outcome: true when the model expects the strategy to succeed. */
  readonly successful: Scalars['Boolean']['output'];
  /** Probability of success, 0 to 1. */
  readonly probability: Scalars['Float']['output'];
  /** Input fields outside what the model saw in training, by name. */
  readonly outOfRange: ReadonlyArray<Scalars['String']['output']>;
  /** The model version that answered. */
  readonly model: ModelVersion;
  /** How that model did on cases it had not seen. */
  readonly evaluation: Evaluation;
};

/** The six strategies for one customer, best first. */
export type StrategyRanking = {
  /** The customerId of the request. */
  readonly customerId?: Maybe<Scalars['ID']['output']>;
  /** The six strategies, best first. */
  readonly strategies: ReadonlyArray<RankedStrategy>;
  /** Input fields outside what the model saw in training, by name. */
  readonly outOfRange: ReadonlyArray<Scalars['String']['output']>;
  /** The model version that answered. */
  readonly model: ModelVersion;
  /** How that model did on cases it had not seen. */
  readonly evaluation: Evaluation;
};

/** One customer's place in an answer to many: a ranking or an error, never both. */
export type CustomerRanking = {
  /** Place of the customer in the request, from 0. */
  readonly index: Scalars['Int']['output'];
  /** The strategies, best first; null when there is an error. */
  readonly ranking?: Maybe<StrategyRanking>;
  /** Why there is no ranking; null when there is one. */
  readonly error?: Maybe<CustomerError>;
};

/** Why one customer of many has no ranking. */
export type CustomerError = {
  /** What would be the errorType of a request for this customer alone, e.g. InvalidCustomer. */
  readonly type: Scalars['String']['output'];
  /** What is wrong, in sentences. */
  readonly message: Scalars['String']['output'];
  /** Every rule that the customer breaks. */
  readonly violations: ReadonlyArray<RuleViolation>;
};

/** One rule of the contract that a customer breaks. */
export type RuleViolation = {
  /** Input field, as in CustomerInput. */
  readonly field: Scalars['String']['output'];
  /** Name of the rule: range, length, count, ratePair, missedPaymentsPair. */
  readonly rule: Scalars['String']['output'];
  /** What is wrong, in one sentence. */
  readonly message: Scalars['String']['output'];
};

/** One strategy in a ranking. */
export type RankedStrategy = {
  /** 1 is best. Equal ranks mean that the model cannot tell the strategies apart. */
  readonly rank: Scalars['Int']['output'];
  /** The strategy. */
  readonly strategy: RemediationStrategy;
  /** The more probable outcome: true when the model expects the strategy to succeed. */
  readonly successful: Scalars['Boolean']['output'];
  /** Probability of success, 0 to 1. */
  readonly probability: Scalars['Float']['output'];
};

/** Which model answered. */
export type ModelVersion = {
  /** Name of the model in the warehouse. */
  readonly name: Scalars['String']['output'];
  /** Version number, 1 and up. */
  readonly version: Scalars['Int']['output'];
  /** When training ended. */
  readonly trainedAt: Scalars['AWSDateTime']['output'];
};

/** The active model, or how far the first one has come. */
export type Model = {
  /** How far the model has come. */
  readonly state: ModelState;
  /** The active version; null until there is one. */
  readonly version?: Maybe<ModelVersion>;
  /** The evaluation of the active version; null until there is one. */
  readonly evaluation?: Maybe<Evaluation>;
};

/** How a model did on the cases after the time cut-off, none of which it saw in training. */
export type Evaluation = {
  /** Area under the ROC curve, 0 to 1; 0.5 is chance. */
  readonly auc: Scalars['Float']['output'];
  /** Lower end of the 95 % confidence interval of auc. */
  readonly aucLow: Scalars['Float']['output'];
  /** Upper end of the 95 % confidence interval of auc. */
  readonly aucHigh: Scalars['Float']['output'];
  /** Brier score: mean squared error of the probability, 0 to 1; lower is better. */
  readonly brier: Scalars['Float']['output'];
  /** Number of cases the model was evaluated on. */
  readonly rows: Scalars['Int']['output'];
  /** True when the whole confidence interval of auc lies above 0.5. */
  readonly betterThanChance: Scalars['Boolean']['output'];
  /** What the evaluation means for a reader, in one sentence. */
  readonly summary: Scalars['String']['output'];
  /** When the model was evaluated. */
  readonly evaluatedAt: Scalars['AWSDateTime']['output'];
};

/** What a bank can do for a borrower who misses payments. */
export const RemediationStrategy = {
  /** In the data: Payment Reminder. */
  PAYMENT_REMINDER: 'PAYMENT_REMINDER',
  /** In the data: Loan Restructuring. */
  LOAN_RESTRUCTURING: 'LOAN_RESTRUCTURING',
  /** In the data: Debt Consolidation. */
  DEBT_CONSOLIDATION: 'DEBT_CONSOLIDATION',
  /** In the data: Forbearance. */
  FORBEARANCE: 'FORBEARANCE',
  /** In the data: Deferment. */
  DEFERMENT: 'DEFERMENT',
  /** In the data: Refinancing. */
  REFINANCING: 'REFINANCING'
} as const;

export type RemediationStrategy = typeof RemediationStrategy[keyof typeof RemediationStrategy];
/** Gender, as the bank keeps it. */
export const Gender = {
  /** In the data: Male. */
  MALE: 'MALE',
  /** In the data: Female. */
  FEMALE: 'FEMALE'
} as const;

export type Gender = typeof Gender[keyof typeof Gender];
/** What a loan is for. */
export const LoanType = {
  /** In the data: Personal. */
  PERSONAL: 'PERSONAL',
  /** In the data: Auto. */
  AUTO: 'AUTO',
  /** In the data: Home. */
  HOME: 'HOME',
  /** In the data: Student. */
  STUDENT: 'STUDENT',
  /** In the data: Business. */
  BUSINESS: 'BUSINESS'
} as const;

export type LoanType = typeof LoanType[keyof typeof LoanType];
/** How a customer earns a living. */
export const EmploymentStatus = {
  /** In the data: Employed. */
  EMPLOYED: 'EMPLOYED',
  /** In the data: Self-employed. */
  SELF_EMPLOYED: 'SELF_EMPLOYED',
  /** In the data: Unemployed. */
  UNEMPLOYED: 'UNEMPLOYED'
} as const;

export type EmploymentStatus = typeof EmploymentStatus[keyof typeof EmploymentStatus];
/** Marital status, as the bank keeps it. */
export const MaritalStatus = {
  /** In the data: Married. */
  MARRIED: 'MARRIED',
  /** In the data: Single. */
  SINGLE: 'SINGLE',
  /** In the data: Divorced. */
  DIVORCED: 'DIVORCED'
} as const;

export type MaritalStatus = typeof MaritalStatus[keyof typeof MaritalStatus];
/** How far the model has come. */
export const ModelState = {
  /** No model has been trained yet. */
  NOT_TRAINED: 'NOT_TRAINED',
  /** The loan history is being loaded for the first model. */
  LOADING: 'LOADING',
  /** The first model is in training. */
  TRAINING: 'TRAINING',
  /** The first model is trained and is judged by the cases after the cut-off. */
  EVALUATING: 'EVALUATING',
  /** A model is active and answers. */
  READY: 'READY',
  /** The model was not good enough to answer, and no earlier version is active. */
  REFUSED: 'REFUSED',
  /** Training failed and no earlier version is active. */
  FAILED: 'FAILED'
} as const;

export type ModelState = typeof ModelState[keyof typeof ModelState];