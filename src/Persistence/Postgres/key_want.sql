-- Makes the row of a key that is new. Rides the primary key. Locks no row that stands: key_lock does that, in one order.
INSERT INTO source_keys (key, source, wanted_at) VALUES ($1, $2, coalesce($3, now_ms()))
ON CONFLICT (key) DO NOTHING;
