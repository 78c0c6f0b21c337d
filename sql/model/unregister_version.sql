DELETE FROM {{schema}}.model_registry WHERE version = {{version}} AND NOT active
