SELECT model_state
FROM svv_ml_model_info
WHERE schema_name = :schema AND model_name = :model
