CREATE ROLE predictor
