-- Trees as they are shown, in the order of the seeds, behind a known one. A tree that waits by its row is explored when the supervisor says so. Uses the
-- primary keys.
SELECT e.number, e.type, e.value, CASE WHEN e.state = 1 AND e.number = ANY (h.active) THEN 2::smallint ELSE e.state END, e.nodes, e.missing, e.file_name, e.problem
FROM explorations e JOIN hunts h ON h.id = e.hunt
WHERE e.hunt = $1 AND e.number > $2
ORDER BY e.number
LIMIT $3;
