-- A query that stands nowhere yet, open, at the end of its line. Appends to the table, writes queries_open.
-- Run only after the key was found neither in memory nor in query_keys, in the same transaction; a key that were there twice would fail the merge.
INSERT INTO queries (operation, type, value, state, hunt, turn)
VALUES (?1, ?2, ?3, 1, ?4, ?5);
