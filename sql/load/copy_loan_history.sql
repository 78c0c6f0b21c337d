COPY {{schema}}.{{loan_history}} (
  customer_id, age, gender, income, loan_type, loan_amount, interest_rate, loan_term, loan_interest_rate, credit_score,
  employment_status, marital_status, remediation_strategy, missed_payments, missed_payments_duration, successful,
  "timestamp"
)
FROM 's3://{{bucket}}/{{data_key}}'
IAM_ROLE default
FORMAT AS CSV
IGNOREHEADER 1
DATEFORMAT 'YYYY-MM-DD'
