-- Past cases: the borrower, the loan, the strategy that was applied and whether it succeeded. Training and evaluation
-- read it; scoring never does.
CREATE TABLE IF NOT EXISTS {{schema}}.{{loan_history}} (
  customer_id              VARCHAR(256)     NOT NULL ENCODE ZSTD,
  age                      INTEGER          NOT NULL,
  gender                   VARCHAR(16)      NOT NULL,
  income                   INTEGER          NOT NULL,
  loan_type                VARCHAR(16)      NOT NULL,
  loan_amount              INTEGER          NOT NULL,
  interest_rate            DOUBLE PRECISION NOT NULL,
  loan_term                INTEGER          NOT NULL,
  loan_interest_rate       DOUBLE PRECISION NOT NULL,
  credit_score             INTEGER          NOT NULL,
  employment_status        VARCHAR(16)      NOT NULL,
  marital_status           VARCHAR(16)      NOT NULL,
  remediation_strategy     VARCHAR(32)      NOT NULL,
  missed_payments          INTEGER          NOT NULL,
  missed_payments_duration INTEGER          NOT NULL,
  successful               BOOLEAN          NOT NULL,
  "timestamp"              DATE             NOT NULL
)
DISTSTYLE AUTO
SORTKEY ("timestamp")
