-- The files of the trees behind a known one, a few at a time, so that no snapshot is held while a slow client reads. Rides the primary keys.
SELECT r.number, e.file_name, r.txt, r.json, e.done_at
FROM results r JOIN explorations e ON e.hunt = r.hunt AND e.number = r.number
WHERE r.hunt = $1 AND r.number > $2
ORDER BY r.number
LIMIT $3;
