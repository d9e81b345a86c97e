-- The tallies of the trees that are over, behind a known one. Rides the primary key.
SELECT number, state, tally, problem
FROM explorations
WHERE hunt = $1 AND number > $2 AND state >= 3
ORDER BY number
LIMIT $3;
