/** Every field of CustomerInput: its column in the data, its GraphQL type and its hard limits. */
export const customerFields = {
  "customerId": {
    "column": "customer_id",
    "type": "ID",
    "required": false,
    "maximumLength": 64
  },
  "age": {
    "column": "age",
    "type": "Int",
    "required": true,
    "minimum": 18,
    "maximum": 120
  },
  "gender": {
    "column": "gender",
    "type": "Gender",
    "required": true
  },
  "income": {
    "column": "income",
    "type": "Int",
    "required": true,
    "minimum": 0,
    "maximum": 100000000
  },
  "loanType": {
    "column": "loan_type",
    "type": "LoanType",
    "required": true
  },
  "loanAmount": {
    "column": "loan_amount",
    "type": "Int",
    "required": true,
    "minimum": 1,
    "maximum": 100000000
  },
  "interestRate": {
    "column": "interest_rate",
    "type": "Float",
    "required": true,
    "minimum": 0,
    "maximum": 1
  },
  "loanTerm": {
    "column": "loan_term",
    "type": "Int",
    "required": true,
    "minimum": 1,
    "maximum": 600
  },
  "loanInterestRate": {
    "column": "loan_interest_rate",
    "type": "Float",
    "required": false,
    "minimum": 0,
    "maximum": 100,
    "relativeTolerance": 0.000001
  },
  "creditScore": {
    "column": "credit_score",
    "type": "Int",
    "required": true,
    "minimum": 300,
    "maximum": 850
  },
  "employmentStatus": {
    "column": "employment_status",
    "type": "EmploymentStatus",
    "required": true
  },
  "maritalStatus": {
    "column": "marital_status",
    "type": "MaritalStatus",
    "required": true
  },
  "missedPayments": {
    "column": "missed_payments",
    "type": "Int",
    "required": true,
    "minimum": 0,
    "maximum": 600
  },
  "missedPaymentsDuration": {
    "column": "missed_payments_duration",
    "type": "Int",
    "required": true,
    "minimum": 0,
    "maximum": 600
  }
} as const;

/** Name of a field of CustomerInput. */
export type CustomerFieldName = keyof typeof customerFields;

/** The names of CustomerInput's fields, in the schema's order. */
export const customerFieldNames = Object.keys(customerFields) as readonly CustomerFieldName[];

/** The data set's text for each value of the domain's enums. */
export const dataTexts = {
  "Gender": {
    "MALE": "Male",
    "FEMALE": "Female"
  },
  "LoanType": {
    "PERSONAL": "Personal",
    "AUTO": "Auto",
    "HOME": "Home",
    "STUDENT": "Student",
    "BUSINESS": "Business"
  },
  "EmploymentStatus": {
    "EMPLOYED": "Employed",
    "SELF_EMPLOYED": "Self-employed",
    "UNEMPLOYED": "Unemployed"
  },
  "MaritalStatus": {
    "MARRIED": "Married",
    "SINGLE": "Single",
    "DIVORCED": "Divorced"
  },
  "RemediationStrategy": {
    "PAYMENT_REMINDER": "Payment Reminder",
    "LOAN_RESTRUCTURING": "Loan Restructuring",
    "DEBT_CONSOLIDATION": "Debt Consolidation",
    "FORBEARANCE": "Forbearance",
    "DEFERMENT": "Deferment",
    "REFINANCING": "Refinancing"
  }
} as const;
