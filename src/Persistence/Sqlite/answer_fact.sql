-- Records a fact and closes the query. Rides the primary key, takes the row out of queries_open.
-- The caller has checked the claim's epoch on the same thread; the row exists and is open.
UPDATE queries
SET state = 2, turn = NULL, fact_at = ?2, cut = ?3, relations = ?4,
    failed_at = NULL, failure_reason = NULL, retry_at = NULL, failure_detail = NULL
WHERE id = ?1;
