-- The nodes that nobody has found dead, with the time since their last heartbeat. Reads the table (a row each node of the last day).
SELECT id, kind, name, version, started_at, coalesce($1, now_ms()) - beat_at AS age, lease, state, sources, status
FROM nodes
WHERE state IN (1, 2)
ORDER BY id;
