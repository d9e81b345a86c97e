-- A query that stands nowhere yet, open, at the end of its line. Writes the unique key and queries_open.
-- Run only after ask_find came back empty in the same transaction; a row that exists is an error of the program and fails on the unique key.
INSERT INTO queries (operation, type, value, state, hunt, turn)
VALUES (?1, ?2, ?3, 1, ?4, ?5);
