-- Closes a query whose fact is being recorded; an older failure is void. Rides the primary key, takes the row out of queries_open.
-- The caller has checked the claim's epoch on the same thread; the row exists and is open.
UPDATE queries
SET state = 2, turn = NULL, failed_at = NULL, failure_reason = NULL, retry_at = NULL, failure_detail = NULL
WHERE id = ?1;
