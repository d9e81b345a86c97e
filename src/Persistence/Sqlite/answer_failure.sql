-- Records that the source did not answer and closes the query; the last fact, if there is one, stays. Rides the primary key, takes the row
-- out of queries_open. The caller has checked the claim's epoch on the same thread; the row exists and is open.
UPDATE queries
SET state = 3, turn = NULL, failed_at = ?2, failure_reason = ?3, retry_at = ?4, failure_detail = ?5
WHERE id = ?1;
