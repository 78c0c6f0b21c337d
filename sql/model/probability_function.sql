-- The suffix differs between releases of Redshift ML, so ask which one exists.
SELECT proname
FROM pg_proc
JOIN pg_namespace ON pg_namespace.oid = pg_proc.pronamespace
WHERE nspname = :schema AND proname IN (:function || '_prob', :function || '_probabilities')
ORDER BY proname
LIMIT 1
