-- What stands of a query whose key has been merged. Uses the primary key of answer_keys, then that of answers.
-- Returns one row for a query that was answered, none for one that was not or that is among the newest (AnswerKeys.cs knows those).
SELECT id, fact_at, failed_at, cut, failure_reason, retry_at, failure_detail, relations
FROM answers
WHERE id = (SELECT answer FROM answer_keys WHERE operation = ?1 AND value = ?2 AND type = ?3);
