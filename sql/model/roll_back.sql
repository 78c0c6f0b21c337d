-- The version before the active one answers again, in one statement, so that a reader sees the one or the other. The one
-- that answered is withdrawn and never comes back; where no version is before it, nothing changes.
UPDATE {{schema}}.model_registry
SET
  active = turn.answers,
  state = CASE WHEN turn.answers THEN state ELSE 'WITHDRAWN' END
FROM (
  SELECT
    candidate.version,
    NOT candidate.active AS answers,
    ROW_NUMBER() OVER (ORDER BY candidate.version DESC) AS place,
    COUNT(*) OVER () AS candidates
  FROM {{schema}}.model_registry AS candidate
  CROSS JOIN (SELECT MAX(version) AS version FROM {{schema}}.model_registry WHERE active) AS current_version
  WHERE
    candidate.active
    OR (candidate.version < current_version.version AND candidate.state = 'READY' AND candidate.auc IS NOT NULL)
) AS turn
WHERE model_registry.version = turn.version AND turn.place <= 2 AND turn.candidates > 1
