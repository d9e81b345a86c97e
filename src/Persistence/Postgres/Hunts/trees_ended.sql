-- The trees of a hunt that are over, for a supervisor that has no events of it: the hunt is from the version before. Uses the primary key.
SELECT number, state, coalesce(nodes, 0)
FROM explorations
WHERE hunt = $1 AND state >= 3
ORDER BY number;
