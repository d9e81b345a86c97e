-- Registers a node, or says that it is still there. Uses the primary key, HOT. A founder updates its row as a starting node: its claim, made under the lock, is
-- kept, and one that was taken from it meanwhile is not made again. Returns the database's time.
INSERT INTO node_addresses (address, uid, roles, name, version, phase, started_at, beat_at)
SELECT $1, $2, $3, $4, $5, $6, now.ms, now.ms
FROM (SELECT now_ms() AS ms) AS now
ON CONFLICT (address) DO UPDATE SET
  uid = excluded.uid,
  roles = excluded.roles,
  name = excluded.name,
  version = excluded.version,
  phase = CASE WHEN node_addresses.uid = excluded.uid THEN greatest(node_addresses.phase, excluded.phase) ELSE excluded.phase END,
  started_at = CASE WHEN node_addresses.uid = excluded.uid THEN node_addresses.started_at ELSE excluded.started_at END,
  beat_at = excluded.beat_at
RETURNING beat_at;
