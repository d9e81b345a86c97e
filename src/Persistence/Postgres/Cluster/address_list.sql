-- All nodes but the one that asks, with the time since they were last heard of. Reads the table (a row each node).
SELECT address, uid, roles, name, version, phase, started_at, now_ms() - beat_at AS age
FROM node_addresses
WHERE address <> $1
ORDER BY beat_at DESC, address;
