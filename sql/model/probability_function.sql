-- The suffix differs between releases of Redshift ML, so ask which one exists.
SELECT proname
FROM pg_proc
WHERE proname IN (:function || '_prob', :function || '_probabilities')
ORDER BY proname
LIMIT 1
