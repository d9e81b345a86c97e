-- The first answer of a query, fact or failure: one append to the table, nothing else is written.
-- Run only after the key was found neither in memory nor in answer_keys, in the same transaction; a key that were there twice would fail the merge.
INSERT INTO answers (operation, type, value, fact_at, cut, failed_at, failure_reason, retry_at, failure_detail, relations)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
