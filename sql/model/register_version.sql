-- A new version enters the registry before its data are loaded.
INSERT INTO {{schema}}.model_registry (version, model_name, state, active, cut_off)
VALUES ({{version}}, '{{model}}', 'LOADING', FALSE, '{{cut_off}}')
