-- Takes a key: free, or held by this node already (then the older lease is void). A new statement after key_lock, so that it sees what those it waited
-- for have done. The share of a node is its part, rounded up, of the keys wanted lately among the live workers that offer the source.
-- $1 key, $2 source, $3 node, $4 now, $5 how long a key counts as wanted.
-- Returns no row when the key is held by another node, when the node has its share, or lives no more.
UPDATE source_keys
SET node = $3, epoch = epoch + 1
WHERE key = $1
  AND EXISTS (SELECT FROM nodes WHERE nodes.id = $3 AND nodes.state IN (1, 2))
  AND (node = $3
    OR (node IS NULL
      AND (SELECT count(*) FROM source_keys AS held WHERE held.source = $2 AND held.node = $3)
        < (SELECT ceil(count(*)::numeric / greatest(1, (
            SELECT count(*) FROM nodes WHERE nodes.kind = 2 AND nodes.state = 1 AND nodes.sources @> ARRAY[$2::text])))
          FROM source_keys AS wanted
          WHERE wanted.source = $2 AND wanted.wanted_at >= coalesce($4, now_ms()) - $5::bigint)))
RETURNING epoch, spent, greatest(0, coalesce($4, now_ms()) - spent_at);
