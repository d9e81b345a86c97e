-- What is kept of a hunt beside its trees. One that was cancelled or interrupted has no end. Uses the primary key.
SELECT h.id, h.name, h.submitted_at, CASE WHEN h.state = 4 THEN h.ended_at END, h.depth, h.rules, h.trees
FROM hunts h
WHERE h.id = $1;
