DROP MODEL IF EXISTS {{schema}}.{{model}}
