-- Locks the keys of a source in one order, so that two nodes that take at once count each other's keys. Reads the table (a row each key).
SELECT key FROM source_keys WHERE source = $1 ORDER BY key FOR UPDATE;
