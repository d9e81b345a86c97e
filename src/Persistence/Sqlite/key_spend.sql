-- Writes down what is spent, fenced by the epoch. Rides the primary key.
-- Changes no row when the key has changed hands: the caller is stale and must stop spending.
UPDATE source_keys SET spent = ?3 WHERE key = ?1 AND epoch = ?2;
