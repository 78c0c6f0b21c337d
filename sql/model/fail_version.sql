UPDATE {{schema}}.model_registry SET state = 'FAILED' WHERE version = {{version}}
