-- Where the asked queries stand before anything is opened: one row each, with the acceptable answer if there is one, and whether the query is open.
-- Rides the unique key of queries and the primary keys. After ask_queries, so every query stands.
-- $1 keys, $2 facts since, $3 failures since. place is the index in $1.
SELECT asked.place, queries.id, facts.fact_at, facts.cut, facts.relations, failures.failed_at, failures.reason, failures.retry_at, failures.detail,
  EXISTS (SELECT FROM work WHERE work.query = queries.id) AS is_open
FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (key, place)
JOIN queries ON queries.key = asked.key
LEFT JOIN facts ON facts.query = queries.id AND facts.fact_at >= $2
LEFT JOIN failures ON failures.query = queries.id AND failures.failed_at >= $3 AND facts.query IS NULL;
