-- Takes waiting trees for a node, in the order of the seeds, so many of each hunt. Rides explorations_waiting. SKIP LOCKED: two nodes that take at once get different trees.
-- The node must be alive by its own row (the share lock holds off whoever declares it dead just now), and the hunt running. A crash after this leaves the trees
-- with the node's row, and they come back when that has lapsed.
WITH me AS MATERIALIZED (
  SELECT id FROM nodes WHERE id = $1 AND state IN (1, 2) FOR SHARE
),
picked AS MATERIALIZED (
  SELECT t.hunt, t.number
  FROM unnest($2::bigint[], $3::integer[]) AS r (hunt, room)
  JOIN hunts h ON h.id = r.hunt AND h.state = 1
  CROSS JOIN LATERAL (
    SELECT e.hunt, e.number
    FROM explorations e
    WHERE e.hunt = r.hunt AND e.state = 1
    ORDER BY e.number
    LIMIT r.room
    FOR UPDATE SKIP LOCKED
  ) t
)
UPDATE explorations e
SET state = 2, node = me.id, epoch = e.epoch + 1
FROM picked, me
WHERE e.hunt = picked.hunt AND e.number = picked.number
RETURNING e.hunt, e.number, e.type, e.value, e.name_is_taken, e.epoch, e.deaths, e.sharing;
