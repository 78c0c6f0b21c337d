-- Scores the cases after the cut-off and keeps AUC with its 95 % interval, the Brier score and the number of cases.
-- AUC and its variance: DeLong, DeLong and Clarke-Pearson (1988), by midranks as in Sun and Xu (2014),
-- https://doi.org/10.1109/LSP.2014.2337313. A case's placement is the share of the other class that it beats. A class of one
-- case has no variance; GREATEST and LEAST pass over the NULL, so that the interval is all there can be.
WITH answered AS (
  SELECT
    successful,
    {{schema}}.{{probability_function}}(
      age, gender, income, loan_type, loan_amount, interest_rate, loan_term, loan_interest_rate, credit_score,
      employment_status, marital_status, remediation_strategy, missed_payments, missed_payments_duration
    ) AS answer
  FROM {{schema}}.{{loan_history}}
  WHERE "timestamp" >= '{{cut_off}}'
),
scored AS (
  SELECT
    CASE WHEN successful THEN 1 ELSE 0 END AS outcome,
    CASE
      WHEN LOWER(answer.labels[0]::VARCHAR) IN ('t', 'true', 'true.', '1') THEN answer.probabilities[0]::FLOAT8
      ELSE answer.probabilities[1]::FLOAT8
    END AS probability
  FROM answered
),
ranked AS (
  SELECT
    outcome,
    probability,
    RANK() OVER (ORDER BY probability)::FLOAT8
      + (COUNT(*) OVER (PARTITION BY probability) - 1)::FLOAT8 / 2 AS midrank,
    RANK() OVER (PARTITION BY outcome ORDER BY probability)::FLOAT8
      + (COUNT(*) OVER (PARTITION BY outcome, probability) - 1)::FLOAT8 / 2 AS class_midrank,
    NULLIF(COUNT(*) OVER () - COUNT(*) OVER (PARTITION BY outcome), 0)::FLOAT8 AS other_class_rows
  FROM scored
),
placed AS (
  SELECT
    outcome,
    POWER(probability - outcome, 2) AS squared_error,
    CASE
      WHEN outcome = 1 THEN (midrank - class_midrank) / other_class_rows
      ELSE 1 - (midrank - class_midrank) / other_class_rows
    END AS placement
  FROM ranked
),
by_class AS (
  SELECT
    COUNT(*) AS class_rows,
    AVG(placement) AS auc,
    VAR_SAMP(placement) / COUNT(*) AS variance,
    SUM(squared_error) AS squared_error
  FROM placed
  GROUP BY outcome
),
evaluation AS (
  SELECT
    {{version}} AS version,
    SUM(class_rows) AS evaluation_rows,
    AVG(auc) AS auc,
    CASE WHEN COUNT(variance) = 2 THEN SQRT(SUM(variance)) END AS standard_error,
    SUM(squared_error) / SUM(class_rows) AS brier
  FROM by_class
)
UPDATE {{schema}}.model_registry
SET
  probability_function = '{{probability_function}}',
  evaluated_at = GETDATE(),
  evaluation_rows = evaluation.evaluation_rows,
  auc = evaluation.auc,
  auc_low = GREATEST(0, evaluation.auc - 1.959964 * evaluation.standard_error),
  auc_high = LEAST(1, evaluation.auc + 1.959964 * evaluation.standard_error),
  brier = evaluation.brier
FROM evaluation
WHERE model_registry.version = evaluation.version
