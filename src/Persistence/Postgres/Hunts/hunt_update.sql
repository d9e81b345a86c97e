-- The state of a hunt, as its supervisor reports it after its event. Writing the same again changes nothing. Uses the primary key. No row: it was deleted.
UPDATE hunts
SET state = $2, trees_open = $3, exploring = $4, active = $10, complete = $5, with_missing = $6, given_up = $7, nodes = $8,
  ended_at = CASE WHEN $2 >= 3 THEN coalesce(ended_at, $9, now_ms()) END
WHERE id = $1
RETURNING id;
