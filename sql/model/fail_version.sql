-- How a version ended that does not answer: FAILED or REFUSED.
UPDATE {{schema}}.model_registry SET state = '{{state}}' WHERE version = {{version}} AND NOT active
