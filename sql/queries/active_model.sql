-- The active version; while there is none, the newest one and how far it came.
SELECT
  version, model_name, probability_function, state, active, trained_at, training_ranges,
  evaluated_at, evaluation_rows, auc, auc_low, auc_high, brier
FROM {{schema}}.model_registry
ORDER BY active DESC, version DESC
LIMIT 1
