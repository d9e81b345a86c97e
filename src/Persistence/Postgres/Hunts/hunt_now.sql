-- The database's clock, for lengths of time that are shown.
SELECT coalesce($1, now_ms());
