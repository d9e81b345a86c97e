-- Files of one tree, in the formats that are asked for; a row for each. Uses the primary keys. One row without a file: the tree is not written (in any of
-- them). No row: there is no such tree.
SELECT e.number, e.file_name, e.done_at, r.format, r.content
FROM explorations e LEFT JOIN results r ON r.hunt = e.hunt AND r.number = e.number AND r.format = ANY ($3)
WHERE e.hunt = $1 AND e.number = $2;
