GRANT USAGE ON SCHEMA {{schema}} TO ROLE predictor
