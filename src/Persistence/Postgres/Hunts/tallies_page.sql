-- The tallies of the trees that are over, behind a known one, that were over at a moment or later. Rides the primary key; the moment only saves the way of
-- those that the reader has.
SELECT number, done_at, tally, problem
FROM explorations
WHERE hunt = $1 AND number > $2 AND state >= 3 AND done_at >= $3
ORDER BY number
LIMIT $4;
