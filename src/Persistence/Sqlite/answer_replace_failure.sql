-- The newest failure; the fact, if there is one, stays. Uses the primary key; the row exists.
UPDATE answers
SET failed_at = ?2, failure_reason = ?3, retry_at = ?4, failure_detail = ?5
WHERE id = ?1;
