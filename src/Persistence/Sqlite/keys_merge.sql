-- Writes the keys of the newest queries, sorted, so that each page of query_keys is written once for all its new keys. Reads queries from a known
-- number on (primary key). A key that stands already is damage and fails on the primary key.
INSERT INTO query_keys (operation, value, type, query)
SELECT operation, value, type, id
FROM queries
WHERE id > (SELECT keyed_to FROM ledger)
ORDER BY operation, value, type;
