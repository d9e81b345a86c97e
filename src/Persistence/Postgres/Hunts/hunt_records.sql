-- What is kept of hunts beside their trees, the newest first: those before a known one (null: from the newest on), or one (null: all). A hunt that was cancelled
-- or interrupted has no end. Rides the primary key backwards.
SELECT h.id, h.name, h.submitted_at, CASE WHEN h.state = 4 THEN h.ended_at END, h.depth, h.rules, h.trees
FROM hunts h
WHERE ($1::bigint IS NULL OR h.id < $1) AND ($2::bigint IS NULL OR h.id = $2)
ORDER BY h.id DESC
LIMIT $3;
