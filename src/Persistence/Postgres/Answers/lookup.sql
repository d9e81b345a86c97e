-- What is recorded of queries and young enough; no row for a query without such a record. A fact goes before a failure. Uses the unique key of queries and
-- the primary keys; locks nothing.
-- $1 keys, $2 facts since, $3 failures since. place is the index in $1.
SELECT asked.place, queries.id, facts.fact_at, facts.cut, facts.relations, failures.failed_at, failures.reason, failures.retry_at, failures.detail
FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (key, place)
JOIN queries ON queries.key = asked.key
LEFT JOIN facts ON facts.query = queries.id AND facts.fact_at >= $2
LEFT JOIN failures ON failures.query = queries.id AND failures.failed_at >= $3 AND facts.query IS NULL
WHERE facts.query IS NOT NULL OR failures.query IS NOT NULL;
