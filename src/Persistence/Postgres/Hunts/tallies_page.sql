-- The tallies of the trees that are over, behind a known one, that were over at a moment or later. Uses the primary key; the moment only leaves
-- out those that the reader has already.
SELECT number, done_at, tally, problem
FROM explorations
WHERE hunt = $1 AND number > $2 AND state >= 3 AND done_at >= $3
ORDER BY number
LIMIT $4;
