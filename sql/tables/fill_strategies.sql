-- Adds the strategies (the parameter strategies, a JSON array of texts) that the table does not know yet.
INSERT INTO {{schema}}.strategies (strategy)
SELECT wanted.strategy
FROM (
  SELECT entry::VARCHAR(32) AS strategy
  FROM (SELECT JSON_PARSE(:strategies) AS list) AS request, request.list AS entry
) AS wanted
LEFT JOIN {{schema}}.strategies AS known ON known.strategy = wanted.strategy
WHERE known.strategy IS NULL
