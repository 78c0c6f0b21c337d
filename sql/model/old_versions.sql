-- Versions to drop: all older than the one that answered before, which is kept for rollback.
SELECT version, model_name
FROM {{schema}}.model_registry
WHERE NOT active AND version < (
  SELECT MAX(version) FROM {{schema}}.model_registry WHERE NOT active AND state = 'READY' AND version < {{version}}
)
ORDER BY version
