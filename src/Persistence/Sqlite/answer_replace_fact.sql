-- A newer fact in the place of an older fact or failure; a failure that stood is over. Uses the primary key; the row exists.
UPDATE answers
SET fact_at = ?2, cut = ?3, relations = ?4, failed_at = NULL, failure_reason = NULL, retry_at = NULL, failure_detail = NULL
WHERE id = ?1;
