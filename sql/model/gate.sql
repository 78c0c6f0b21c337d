-- Why a version may not answer; empty when it may.
SELECT
  CASE
    WHEN candidate.evaluated_at IS NULL THEN 'It has no evaluation.'
    WHEN COALESCE(candidate.evaluation_rows, 0) < 100 THEN 'Fewer than 100 cases after the cut-off evaluate it.'
    WHEN candidate.auc IS NULL THEN 'The cases after the cut-off all ended alike, so they evaluate nothing.'
    WHEN candidate.auc_high < current_version.auc_low THEN 'It is worse than the active version.'
    ELSE ''
  END AS refusal
FROM {{schema}}.model_registry AS candidate
LEFT JOIN {{schema}}.model_registry AS current_version ON current_version.active
WHERE candidate.version = {{version}}
