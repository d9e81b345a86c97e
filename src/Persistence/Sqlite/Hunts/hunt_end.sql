-- The hunt is over. Told twice, the first end counts. Rides the primary key.
UPDATE hunts SET ended_at = coalesce(ended_at, ?2) WHERE id = ?1;
