-- Forgets nodes that ended long ago; their offers go with them. Reads the table.
DELETE FROM nodes WHERE state IN (3, 4) AND beat_at < coalesce($1, now_ms()) - $2::bigint;
