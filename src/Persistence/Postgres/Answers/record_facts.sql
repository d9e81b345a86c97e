-- Records facts; each replaces an older one. Uses the unique key of queries and the primary key; sorted by it, so that two batches that overlap wait
-- for each other in one order. A call that waited here is the later one and wins; its time is not before that of the fact that it replaces.
-- $1 keys, $2 relations, $3 cut, $4 now (null: the database's clock), $5 the newest time that this process has met.
-- Returns when each was recorded.
INSERT INTO facts (query, fact_at, cut, relations)
SELECT queries.id, (SELECT greatest(coalesce($4, now_ms()), $5)), new.cut, new.relations
FROM unnest($1::uuid[], $2::bytea[], $3::boolean[]) AS new (key, relations, cut)
JOIN queries ON queries.key = new.key
ORDER BY queries.id
ON CONFLICT (query) DO UPDATE
SET fact_at = greatest(excluded.fact_at, facts.fact_at), cut = excluded.cut, relations = excluded.relations
RETURNING query, fact_at;
