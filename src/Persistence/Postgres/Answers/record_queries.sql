-- Adds the queries that are not there yet. Uses the unique key. Sorted by key: two batches that overlap wait for each other in one order.
-- Looking before the insert avoids the conflict (and a number) for those that are there; another one inserted at the same moment ends in the conflict.
-- $1 keys, $2 operations, $3 types, $4 values.
INSERT INTO queries (key, operation, type, value)
SELECT new.key, new.operation, new.type, new.value
FROM unnest($1::uuid[], $2::integer[], $3::smallint[], $4::bytea[]) AS new (key, operation, type, value)
WHERE NOT EXISTS (SELECT FROM queries WHERE queries.key = new.key)
ORDER BY new.key
ON CONFLICT (key) DO NOTHING;
