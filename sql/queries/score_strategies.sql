-- Scores every strategy for every customer of the parameter customers, a JSON array of arrays with the borrower's and the loan's
-- values in the order below. active_version tells the caller whether it asked the version that it should have asked.
WITH request AS (
  SELECT JSON_PARSE(:customers) AS customers
),
customers AS (
  SELECT
    position,
    customer[0]::INTEGER AS age,
    customer[1]::VARCHAR(16) AS gender,
    customer[2]::INTEGER AS income,
    customer[3]::VARCHAR(16) AS loan_type,
    customer[4]::INTEGER AS loan_amount,
    customer[5]::FLOAT8 AS interest_rate,
    customer[6]::INTEGER AS loan_term,
    customer[7]::FLOAT8 AS loan_interest_rate,
    customer[8]::INTEGER AS credit_score,
    customer[9]::VARCHAR(16) AS employment_status,
    customer[10]::VARCHAR(16) AS marital_status,
    customer[11]::INTEGER AS missed_payments,
    customer[12]::INTEGER AS missed_payments_duration
  FROM request, request.customers AS customer AT position
)
SELECT
  customers.position,
  strategies.strategy,
  {{schema}}.{{probability_function}}(
    customers.age, customers.gender, customers.income, customers.loan_type, customers.loan_amount,
    customers.interest_rate, customers.loan_term, customers.loan_interest_rate, customers.credit_score,
    customers.employment_status, customers.marital_status, strategies.strategy, customers.missed_payments,
    customers.missed_payments_duration
  ) AS answer,
  registry.version AS active_version
FROM customers
CROSS JOIN {{schema}}.strategies AS strategies
CROSS JOIN (SELECT MAX(version) AS version FROM {{schema}}.model_registry WHERE active) AS registry
ORDER BY customers.position, strategies.strategy
