GRANT SELECT ON TABLE {{schema}}.strategies, {{schema}}.model_registry TO ROLE predictor
