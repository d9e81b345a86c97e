-- Takes a key: the epoch grows, so that whoever held it before can spend no more. Rides the primary key.
-- Returns the new epoch and what is spent, for new keys and for keys that stand already.
INSERT INTO source_keys (key, epoch, spent) VALUES (?1, 1, '')
ON CONFLICT (key) DO UPDATE SET epoch = epoch + 1
RETURNING epoch, spent;
