-- The hunt is over. Told twice, the first end counts. Uses the primary key.
UPDATE hunts SET ended_at = coalesce(ended_at, ?2) WHERE id = ?1;
