-- Finds dead the nodes whose last heartbeat is older than their lease. Only for a node that lives itself and had a steady view for a lease: after an
-- outage of the database everybody looks dead, and nobody may be declared so. Two sweepers do not wait for each other (SKIP LOCKED); a heartbeat that
-- comes in between wins (the row is checked again when it is locked).
WITH now AS MATERIALIZED (SELECT coalesce($2, now_ms()) AS ms),
late AS MATERIALIZED (
  SELECT nodes.id
  FROM nodes, now
  WHERE nodes.state IN (1, 2) AND nodes.id <> $1 AND nodes.beat_at + nodes.lease < now.ms
    AND EXISTS (SELECT FROM nodes AS me WHERE me.id = $1 AND me.state IN (1, 2) AND me.steady_since + me.lease <= now.ms)
  ORDER BY nodes.id
  FOR UPDATE OF nodes SKIP LOCKED
)
UPDATE nodes SET state = 3 FROM late WHERE nodes.id = late.id
RETURNING nodes.id;
