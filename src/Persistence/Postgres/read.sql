-- Where queries stand, by their numbers; no row for a number that was never given. Rides the primary keys. Columns as in ask_find.
-- $1 queries, $2 facts since, $3 failures since. place is the index in $1.
SELECT asked.place, queries.id, facts.fact_at, facts.cut, facts.relations, failures.failed_at, failures.reason, failures.retry_at, failures.detail
FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN queries ON queries.id = asked.id
LEFT JOIN facts ON facts.query = queries.id AND facts.fact_at >= $2
LEFT JOIN failures ON failures.query = queries.id AND failures.failed_at >= $3 AND facts.query IS NULL;
