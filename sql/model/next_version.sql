-- The number of a run that was cut short is taken again: that version has never answered.
SELECT COALESCE(MAX(CASE WHEN state NOT IN ('LOADING', 'TRAINING', 'EVALUATING') THEN version END), 0) + 1 AS version
FROM {{schema}}.model_registry
