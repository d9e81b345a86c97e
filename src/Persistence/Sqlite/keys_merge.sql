-- Writes the keys of the newest answers, sorted, so that each page of answer_keys is written once for all its new keys. Reads answers from a known
-- number on (primary key). A key that stands already is damage and fails on the primary key.
INSERT INTO answer_keys (operation, value, type, answer)
SELECT operation, value, type, id
FROM answers
WHERE id > (SELECT keyed_to FROM ledger)
ORDER BY operation, value, type;
