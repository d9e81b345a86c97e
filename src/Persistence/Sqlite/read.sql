-- What stands of a query, by its number. Rides the primary keys of queries and facts.
-- Returns the columns of ask_find, or no row for a number that was never given.
SELECT id, state, turn, fact_at, cut, relations, failed_at, failure_reason, retry_at, failure_detail
FROM queries LEFT JOIN facts ON facts.query = queries.id
WHERE id = ?1;
