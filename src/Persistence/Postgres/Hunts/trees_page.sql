-- Trees as they are shown, in the order of the seeds, behind a known one. Rides the primary key.
SELECT number, type, value, state, nodes, missing, file_name, problem
FROM explorations
WHERE hunt = $1 AND number > $2
ORDER BY number
LIMIT $3;
