-- The files of one tree. Rides the primary keys. The row without files: the tree is not written. No row: there is no such tree.
SELECT e.number, e.file_name, r.txt, r.json, e.done_at
FROM explorations e LEFT JOIN results r ON r.hunt = e.hunt AND r.number = e.number
WHERE e.hunt = $1 AND e.number = $2;
