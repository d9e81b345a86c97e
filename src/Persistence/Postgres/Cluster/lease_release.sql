-- Whoever holds it gives it back.
DELETE FROM cluster_leases WHERE name = $1 AND owner = $2;
