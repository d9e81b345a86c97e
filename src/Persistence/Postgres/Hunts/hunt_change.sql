-- Moves a hunt from one of several states to another (pause, resume, cancel). Rides the primary key. Returns the number, or no row when the hunt is unknown or in
-- another state; hunt_find then says which.
UPDATE hunts
SET state = $3,
  ended_at = CASE WHEN $3 >= 3 THEN coalesce($4, now_ms()) END
WHERE id = $1 AND state = ANY ($2)
RETURNING id;
