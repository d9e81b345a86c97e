-- Opens the queries that have no acceptable answer and are not open. Rides the unique key of queries and the primary keys. Sorted by key, like every ask.
-- $1 keys, $2 places in the ask, $3 hunt, $4 facts since, $5 failures since, $6 now.
-- An answer that is being recorded at this moment holds the old row: the insert waits for it, and ask_take_back then sees what it recorded.
INSERT INTO work (query, operation, hunt, turn, asked_at)
SELECT queries.id, queries.operation, $3, currval('turns') * 1048576 + asked.place, coalesce($6, now_ms())
FROM unnest($1::uuid[], $2::integer[]) AS asked (key, place)
JOIN queries ON queries.key = asked.key
WHERE NOT EXISTS (SELECT FROM work WHERE work.query = queries.id)
  AND NOT EXISTS (SELECT FROM facts WHERE facts.query = queries.id AND facts.fact_at >= $4)
  AND NOT EXISTS (SELECT FROM failures WHERE failures.query = queries.id AND failures.failed_at >= $5)
ORDER BY queries.key
ON CONFLICT (query) DO NOTHING;
