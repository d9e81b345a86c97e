-- Adds the queries that do not stand yet. Rides the unique key. Sorted by key: two batches that overlap wait for each other in one order.
-- The look before the insert spares the conflict (and a number) for those that stand; who comes at the same moment is caught by the conflict.
-- $1 keys, $2 operations, $3 types, $4 values.
INSERT INTO queries (key, operation, type, value)
SELECT new.key, new.operation, new.type, new.value
FROM unnest($1::uuid[], $2::integer[], $3::smallint[], $4::bytea[]) AS new (key, operation, type, value)
WHERE NOT EXISTS (SELECT FROM queries WHERE queries.key = new.key)
ORDER BY new.key
ON CONFLICT (key) DO NOTHING;
