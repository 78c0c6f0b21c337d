-- The switch: one statement, so that a reader sees the old version or the new one. A version without an evaluation is
-- never activated.
UPDATE {{schema}}.model_registry
SET
  active = (version = {{version}}),
  state = CASE WHEN version = {{version}} THEN 'READY' ELSE state END
WHERE EXISTS (
  SELECT 1 FROM {{schema}}.model_registry AS candidate WHERE candidate.version = {{version}} AND candidate.auc IS NOT NULL
)
