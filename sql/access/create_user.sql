-- The database user that a Lambda with this IAM role connects as.
CREATE USER "IAMR:{{serving_role}}" PASSWORD DISABLE
