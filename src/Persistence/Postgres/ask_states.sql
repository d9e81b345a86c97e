-- Where the asked queries stand now: one row each, with the acceptable answer if there is one. Rides the unique key of queries and the primary keys.
-- $1 keys, $2 facts since, $3 failures since. place is the index in $1.
SELECT asked.place, queries.id,
  coalesce(work.turn >= (SELECT currval('turns') * 1048576) AND work.turn < (SELECT (currval('turns') + 1) * 1048576), false) AS opened,
  facts.fact_at, facts.cut, facts.relations, failures.failed_at, failures.reason, failures.retry_at, failures.detail
FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (key, place)
JOIN queries ON queries.key = asked.key
LEFT JOIN facts ON facts.query = queries.id AND facts.fact_at >= $2
LEFT JOIN failures ON failures.query = queries.id AND failures.failed_at >= $3 AND facts.query IS NULL
LEFT JOIN work ON work.query = queries.id;
