SELECT COALESCE(MAX(CASE WHEN state <> 'TRAINING' THEN version END), 0) + 1 AS version
FROM {{schema}}.model_registry
