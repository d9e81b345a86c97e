-- What stands of a query whose key has been merged. Rides the primary key of query_keys, then those of queries and facts.
-- Closes no race: the one writer asks and inserts within one transaction.
-- Returns one row for a query that exists, none for one that does not or that is among the newest (QueryKeys.cs knows those).
SELECT id, state, turn, fact_at, cut, relations, failed_at, failure_reason, retry_at, failure_detail
FROM queries LEFT JOIN facts ON facts.query = queries.id
WHERE id = (SELECT query FROM query_keys WHERE operation = ?1 AND value = ?2 AND type = ?3);
