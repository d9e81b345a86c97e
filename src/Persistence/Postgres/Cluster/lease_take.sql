-- Takes a lease or extends it. Uses the primary key; of two that take it at once one gets the row, the other finds it taken. Returns a row when it is held.
-- $4 are owners it may be taken from.
INSERT INTO cluster_leases (name, owner, until) VALUES ($1, $2, now_ms() + $3)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE cluster_leases.owner = excluded.owner OR cluster_leases.owner = ANY($4) OR cluster_leases.until < now_ms()
RETURNING name;
