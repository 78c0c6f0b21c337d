TRUNCATE {{schema}}.{{loan_history}}
