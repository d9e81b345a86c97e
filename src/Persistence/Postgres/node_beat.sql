-- The heartbeat. Rides the primary key, HOT. A gap of more than half a lease means that the node's view of the others is stale too: it begins again to
-- be steady. Returns no row when the others have found the node dead: all that it owned is void, it needs a new row.
WITH now AS (SELECT coalesce($2, now_ms()) AS ms)
UPDATE nodes
SET beat_at = now.ms, status = $3, state = $4, steady_since = CASE WHEN now.ms - beat_at BETWEEN 0 AND lease / 2 THEN steady_since ELSE now.ms END
FROM now
WHERE id = $1 AND state IN (1, 2)
RETURNING id;
