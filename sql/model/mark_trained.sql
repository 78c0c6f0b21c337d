UPDATE {{schema}}.model_registry SET trained_at = GETDATE() WHERE version = {{version}}
