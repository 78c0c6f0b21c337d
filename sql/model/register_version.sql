-- A new version enters the registry with what it is about to see: the range of each number, the values of each category.
INSERT INTO {{schema}}.model_registry (version, model_name, state, active, cut_off, training_ranges)
SELECT
  {{version}},
  '{{model}}',
  'TRAINING',
  FALSE,
  '{{cut_off}}'::DATE,
  '{"age":[' || MIN(age)::VARCHAR || ',' || MAX(age)::VARCHAR
    || '],"income":[' || MIN(income)::VARCHAR || ',' || MAX(income)::VARCHAR
    || '],"loan_amount":[' || MIN(loan_amount)::VARCHAR || ',' || MAX(loan_amount)::VARCHAR
    || '],"interest_rate":[' || MIN(interest_rate)::VARCHAR || ',' || MAX(interest_rate)::VARCHAR
    || '],"loan_term":[' || MIN(loan_term)::VARCHAR || ',' || MAX(loan_term)::VARCHAR
    || '],"loan_interest_rate":[' || MIN(loan_interest_rate)::VARCHAR || ',' || MAX(loan_interest_rate)::VARCHAR
    || '],"credit_score":[' || MIN(credit_score)::VARCHAR || ',' || MAX(credit_score)::VARCHAR
    || '],"missed_payments":[' || MIN(missed_payments)::VARCHAR || ',' || MAX(missed_payments)::VARCHAR
    || '],"missed_payments_duration":[' || MIN(missed_payments_duration)::VARCHAR
    || ',' || MAX(missed_payments_duration)::VARCHAR
    || '],"gender":["' || LISTAGG(DISTINCT gender, '","')
    || '"],"loan_type":["' || LISTAGG(DISTINCT loan_type, '","')
    || '"],"employment_status":["' || LISTAGG(DISTINCT employment_status, '","')
    || '"],"marital_status":["' || LISTAGG(DISTINCT marital_status, '","')
    || '"],"remediation_strategy":["' || LISTAGG(DISTINCT remediation_strategy, '","')
    || '"]}'
FROM {{schema}}.{{loan_history}}
WHERE "timestamp" < '{{cut_off}}'
