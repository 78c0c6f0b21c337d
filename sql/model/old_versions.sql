-- Versions to drop: all but the active one and the one before it, kept for rollback.
SELECT version, model_name
FROM {{schema}}.model_registry
WHERE NOT active AND version < {{version}} - 1
ORDER BY version
