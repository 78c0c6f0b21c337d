-- By default every user may create tables in the schema public.
REVOKE CREATE ON SCHEMA public FROM PUBLIC
