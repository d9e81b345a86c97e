-- The orderly end of a node. What it owned is freed by the statements of a sweep, in the same transaction.
UPDATE nodes SET state = 4, beat_at = coalesce($2, now_ms()) WHERE id = $1 AND state IN (1, 2);
