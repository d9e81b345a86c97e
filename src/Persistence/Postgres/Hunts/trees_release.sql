-- Gives trees back that the node still owns; somebody else takes them. Rides the primary key; a tree that has changed hands is passed over. Sorted before they are
-- locked.
WITH ours AS MATERIALIZED (
  SELECT e.hunt, e.number
  FROM explorations e
  JOIN unnest($2::bigint[], $3::integer[], $4::bigint[]) AS t (hunt, number, epoch) ON e.hunt = t.hunt AND e.number = t.number AND e.epoch = t.epoch
  WHERE e.node = $1 AND e.state = 2
  ORDER BY e.hunt, e.number
  FOR UPDATE OF e
)
UPDATE explorations e
SET state = 1, node = NULL
FROM ours
WHERE e.hunt = ours.hunt AND e.number = ours.number;
