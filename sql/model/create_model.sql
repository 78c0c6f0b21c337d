-- The sample's 14 features; cases on and after the cut-off are kept for the evaluation.
CREATE MODEL {{schema}}.{{model}}
FROM (
  SELECT
    age, gender, income, loan_type, loan_amount, interest_rate, loan_term, loan_interest_rate, credit_score,
    employment_status, marital_status, remediation_strategy, missed_payments, missed_payments_duration, successful
  FROM {{schema}}.{{loan_history}}
  WHERE "timestamp" < '{{cut_off}}'
)
TARGET successful
FUNCTION {{schema}}.{{model}}
IAM_ROLE default
AUTO ON
PROBLEM_TYPE BINARY_CLASSIFICATION
OBJECTIVE 'AUC'
SETTINGS (S3_BUCKET '{{bucket}}', MAX_RUNTIME {{max_runtime_seconds}})
