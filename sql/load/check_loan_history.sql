-- What training will see: how many cases, and how many of them were successful.
SELECT
  COUNT(*) AS cases,
  COALESCE(SUM(CASE WHEN successful THEN 1 ELSE 0 END), 0) AS successes
FROM {{schema}}.{{loan_history}}
WHERE "timestamp" < '{{cut_off}}'
