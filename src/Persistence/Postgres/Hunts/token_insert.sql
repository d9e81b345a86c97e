-- Adds a token. Returns its time, or no row when the name is used already.
INSERT INTO tokens (name, role, hash, created_at)
VALUES ($1, $2, $3, coalesce($4, now_ms()))
ON CONFLICT (name) DO NOTHING
RETURNING created_at;
