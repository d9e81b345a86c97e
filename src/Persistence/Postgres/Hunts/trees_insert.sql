-- The trees of a new hunt, in the order of its seeds, in the batch of hunt_insert and behind it: currval is the number that it has given out. When it has
-- inserted nothing, there is no hunt of that number, and nothing is inserted here either.
INSERT INTO explorations (hunt, number, type, value, name_is_taken, sharing)
SELECT h.id, s.number, s.type, s.value, s.name_is_taken, s.sharing
FROM hunts h, unnest($1::smallint[], $2::bytea[], $3::boolean[], $4::smallint[]) WITH ORDINALITY AS s (type, value, name_is_taken, sharing, number)
WHERE h.id = currval(pg_get_serial_sequence('hunts', 'id'));
