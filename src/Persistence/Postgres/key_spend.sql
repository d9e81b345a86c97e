-- Writes down what is spent, fenced by node and epoch. Rides the primary key.
-- A node that holds more than its share (a node has joined) gives up the keys whose names come last: such a key is freed, nothing is written down.
-- $1 key, $2 source, $3 node, $4 epoch, $5 spent, $6 now, $7 how long a key counts as wanted.
-- Returns whether it is still held; no row when it is not this node's.
WITH share AS MATERIALIZED (
  SELECT ceil(count(*)::numeric / greatest(1, (
      SELECT count(*) FROM nodes WHERE nodes.kind = 2 AND nodes.state = 1 AND nodes.sources @> ARRAY[$2::text]))) AS keys
  FROM source_keys
  WHERE source = $2 AND (node = $3 OR wanted_at >= coalesce($6, now_ms()) - $7::bigint)
), surplus AS MATERIALIZED (
  SELECT (SELECT count(*) FROM source_keys WHERE source = $2 AND node = $3 AND key <= $1) > share.keys AS is_surplus FROM share
)
UPDATE source_keys
SET spent = CASE WHEN is_surplus THEN spent ELSE $5 END, spent_at = CASE WHEN is_surplus THEN spent_at ELSE coalesce($6, now_ms()) END, node = CASE WHEN is_surplus THEN NULL ELSE node END, wanted_at = coalesce($6, now_ms())
FROM surplus
WHERE key = $1 AND node = $3 AND epoch = $4
  AND EXISTS (SELECT FROM nodes WHERE nodes.id = $3 AND nodes.state IN (1, 2))
RETURNING NOT is_surplus;
