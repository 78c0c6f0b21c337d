GRANT ROLE predictor TO "IAMR:{{serving_role}}"
