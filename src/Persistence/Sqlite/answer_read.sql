-- What stands of a query, by the number of its row. Uses the primary key. Returns the columns of answer_find.
SELECT id, fact_at, failed_at, cut, failure_reason, retry_at, failure_detail, relations
FROM answers
WHERE id = ?1;
