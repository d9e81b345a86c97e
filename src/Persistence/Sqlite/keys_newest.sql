-- The answers whose keys are not merged yet, once, at open. Uses the primary key.
SELECT id, operation, type, value
FROM answers
WHERE id > (SELECT keyed_to FROM ledger);
