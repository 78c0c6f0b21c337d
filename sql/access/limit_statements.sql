-- No statement of the serving Lambda outlives its caller, also when cancelling it has failed; in milliseconds.
ALTER USER "IAMR:{{serving_role}}" SET statement_timeout TO 26000
