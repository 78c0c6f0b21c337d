-- The version is trained and is judged next.
UPDATE {{schema}}.model_registry
SET state = 'EVALUATING', trained_at = GETDATE()
WHERE version = {{version}}
