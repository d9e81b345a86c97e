-- Notes that the key is wanted, after key_lock. Rides the primary key, HOT.
UPDATE source_keys SET wanted_at = coalesce($2, now_ms()) WHERE key = $1;
