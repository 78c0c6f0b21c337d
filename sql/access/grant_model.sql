-- Grants end with the model, so each version needs its own.
GRANT EXECUTE ON MODEL {{schema}}.{{model}} TO ROLE predictor
