-- What stands of a query. Rides the unique key (operation, value, type).
-- Closes no race: the one writer asks and inserts within one transaction.
-- Returns one row for a query that exists, none for one that does not.
SELECT id, state, turn, fact_at, cut, relations, failed_at, failure_reason, retry_at, failure_detail
FROM queries
WHERE operation = ?1 AND value = ?2 AND type = ?3;
