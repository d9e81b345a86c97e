-- Sends all trees of a hunt that is over and that lack something back into the line, and the hunt with them. Failures so far are not accepted any more;
-- files written before stay until the tree is written again. Rides the primary keys.
-- Returns how many trees are explored again, or no row when the hunt is unknown, not over, or lacks nothing.
WITH over AS MATERIALIZED (
  SELECT id FROM hunts WHERE id = $1 AND state >= 3 AND trees_open + with_missing + given_up > 0 FOR UPDATE
),
lacking AS MATERIALIZED (
  SELECT e.hunt, e.number, coalesce(e.nodes, 0) AS nodes
  FROM explorations e JOIN over ON e.hunt = over.id
  WHERE e.state <> 3
  ORDER BY e.number
  FOR UPDATE OF e
),
again AS (
  UPDATE explorations e
  SET state = 1, node = NULL, epoch = e.epoch + 1, deaths = 0, done_at = NULL, problem = NULL, nodes = NULL, missing = NULL
  FROM lacking l
  WHERE e.hunt = l.hunt AND e.number = l.number
)
UPDATE hunts h
SET state = 1, ended_at = NULL, trees_open = h.trees_open + h.with_missing + h.given_up, with_missing = 0, given_up = 0,
  nodes = h.nodes - s.nodes,
  failures_since = coalesce($2, now_ms())
FROM (SELECT hunt, count(*) AS trees, sum(nodes) AS nodes FROM lacking GROUP BY hunt) s
WHERE h.id = s.hunt
RETURNING s.trees::integer;
