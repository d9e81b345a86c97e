-- Under the lock: the founder is up, others may join. Returns no row when its claim was taken from it meanwhile: then there is another cluster.
UPDATE node_addresses SET phase = 3, beat_at = now_ms() WHERE address = $1 AND uid = $2 AND phase >= 2 RETURNING address;
