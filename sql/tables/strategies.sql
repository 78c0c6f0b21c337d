-- The strategies to rank. A real table, so that the model's function runs on the compute nodes.
CREATE TABLE IF NOT EXISTS {{schema}}.strategies (
  strategy VARCHAR(32) NOT NULL
)
DISTSTYLE ALL
