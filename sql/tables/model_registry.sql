-- One row for each model version: how far it came, what it saw, how well it did, and which one answers.
CREATE TABLE IF NOT EXISTS {{schema}}.model_registry (
  version              INTEGER      NOT NULL,
  model_name           VARCHAR(127) NOT NULL,
  probability_function VARCHAR(127),
  state                VARCHAR(16)  NOT NULL,
  active               BOOLEAN      NOT NULL,
  cut_off              DATE         NOT NULL,
  trained_at           TIMESTAMP,
  training_ranges      VARCHAR(4096),
  evaluated_at         TIMESTAMP,
  evaluation_rows      INTEGER,
  auc                  DOUBLE PRECISION,
  auc_low              DOUBLE PRECISION,
  auc_high             DOUBLE PRECISION,
  brier                DOUBLE PRECISION
)
DISTSTYLE ALL
