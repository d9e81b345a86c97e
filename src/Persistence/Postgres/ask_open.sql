-- Opens queries that had no acceptable answer and were not open when ask_find looked. Rides the primary key; sorted by it.
-- $1 queries in rising order, $2 operations, $3 places in the ask, $4 hunt, $5 now.
-- Whoever opens the same query at the same time is waited for and wins. An answer that is being recorded at this moment holds the old row: the insert waits
-- for it, and ask_take_back then sees what it recorded. Returns the opened ones.
INSERT INTO work (query, operation, hunt, turn, asked_at)
SELECT asked.query, asked.operation, $4, currval('turns') * 1048576 + asked.place, coalesce($5, now_ms())
FROM unnest($1::bigint[], $2::integer[], $3::integer[]) AS asked (query, operation, place)
ORDER BY asked.query
ON CONFLICT (query) DO NOTHING
RETURNING query;
