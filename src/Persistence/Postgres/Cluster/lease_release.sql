-- Releases the lease, if the caller holds it.
DELETE FROM cluster_leases WHERE name = $1 AND owner = $2;
