-- Says which lines have work. Rides the primary key; mostly finds that they stand.
INSERT INTO lines (operation, hunt)
SELECT operation, $2
FROM unnest($1::integer[]) AS operation
WHERE NOT EXISTS (SELECT FROM lines WHERE lines.operation = operation.operation AND lines.hunt = $2)
ORDER BY operation
ON CONFLICT DO NOTHING;
