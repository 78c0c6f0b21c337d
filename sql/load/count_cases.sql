-- Cases before the cut-off train the model, the others evaluate it; both need both outcomes.
SELECT
  SUM(CASE WHEN "timestamp" < '{{cut_off}}' THEN 1 ELSE 0 END) AS training_rows,
  SUM(CASE WHEN "timestamp" < '{{cut_off}}' AND successful THEN 1 ELSE 0 END) AS training_successes,
  SUM(CASE WHEN "timestamp" >= '{{cut_off}}' THEN 1 ELSE 0 END) AS evaluation_rows,
  SUM(CASE WHEN "timestamp" >= '{{cut_off}}' AND successful THEN 1 ELSE 0 END) AS evaluation_successes
FROM {{schema}}.loan_history
