-- Gives operations their numbers. Uses the unique key; an operation that is there already keeps its number and its row.
INSERT INTO operations (key, source, name, shape, accepts, leaves_the_house)
SELECT new.key, new.source, new.name, new.shape, string_to_array(new.accepts, ',')::smallint[], new.leaves_the_house
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[]) AS new (key, source, name, shape, accepts, leaves_the_house)
WHERE NOT EXISTS (SELECT FROM operations WHERE operations.key = new.key)
ORDER BY new.key
ON CONFLICT (key) DO NOTHING;
