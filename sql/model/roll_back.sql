-- The version before the active one answers again, in one statement, so that a reader sees the one or the other. The one
-- that answered is withdrawn and never comes back; where no version is before it, nothing changes.
UPDATE {{schema}}.model_registry
SET
  active = (version = earlier_version),
  state = CASE WHEN active THEN 'WITHDRAWN' ELSE state END
FROM (
  SELECT MAX(candidate.version) AS earlier_version
  FROM {{schema}}.model_registry AS candidate
  JOIN {{schema}}.model_registry AS current_version ON current_version.active
  WHERE candidate.version < current_version.version AND candidate.state = 'READY' AND candidate.auc IS NOT NULL
) AS earlier
WHERE earlier_version IS NOT NULL
