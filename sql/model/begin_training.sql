-- The registry keeps what the version is about to see: the range of each number, the values of each category. Redshift
-- takes no LISTAGG beside another aggregate of distinct values, hence a group for each value; and no UPDATE from what does
-- not join its table by equality, hence the version.
WITH cases AS (
  SELECT * FROM {{schema}}.{{loan_history}} WHERE "timestamp" < '{{cut_off}}'
),
numbers AS (
  SELECT
    '"age":[' || MIN(age)::VARCHAR || ',' || MAX(age)::VARCHAR
      || '],"income":[' || MIN(income)::VARCHAR || ',' || MAX(income)::VARCHAR
      || '],"loan_amount":[' || MIN(loan_amount)::VARCHAR || ',' || MAX(loan_amount)::VARCHAR
      || '],"interest_rate":[' || MIN(interest_rate)::VARCHAR || ',' || MAX(interest_rate)::VARCHAR
      || '],"loan_term":[' || MIN(loan_term)::VARCHAR || ',' || MAX(loan_term)::VARCHAR
      || '],"loan_interest_rate":[' || MIN(loan_interest_rate)::VARCHAR || ',' || MAX(loan_interest_rate)::VARCHAR
      || '],"credit_score":[' || MIN(credit_score)::VARCHAR || ',' || MAX(credit_score)::VARCHAR
      || '],"missed_payments":[' || MIN(missed_payments)::VARCHAR || ',' || MAX(missed_payments)::VARCHAR
      || '],"missed_payments_duration":[' || MIN(missed_payments_duration)::VARCHAR
      || ',' || MAX(missed_payments_duration)::VARCHAR || ']' AS ranges
  FROM cases
),
categories AS (
  SELECT 'gender' AS field, gender AS category FROM cases GROUP BY gender
  UNION ALL
  SELECT 'loan_type' AS field, loan_type AS category FROM cases GROUP BY loan_type
  UNION ALL
  SELECT 'employment_status' AS field, employment_status AS category FROM cases GROUP BY employment_status
  UNION ALL
  SELECT 'marital_status' AS field, marital_status AS category FROM cases GROUP BY marital_status
  UNION ALL
  SELECT 'remediation_strategy' AS field, remediation_strategy AS category FROM cases GROUP BY remediation_strategy
),
lists AS (
  SELECT ',"' || field || '":["' || LISTAGG(category, '","') WITHIN GROUP (ORDER BY category) || '"]' AS list
  FROM categories
  GROUP BY field
),
seen AS (
  SELECT {{version}} AS version, '{' || numbers.ranges || listed.ranges || '}' AS ranges
  FROM numbers
  CROSS JOIN (SELECT LISTAGG(list) WITHIN GROUP (ORDER BY list) AS ranges FROM lists) AS listed
)
UPDATE {{schema}}.model_registry
SET state = 'TRAINING', training_ranges = seen.ranges
FROM seen
WHERE model_registry.version = seen.version
