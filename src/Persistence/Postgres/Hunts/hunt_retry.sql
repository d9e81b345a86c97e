-- Sends all trees of a hunt that is over and that lack something back into the line, and the hunt with them. Failures so far are not accepted any more;
-- files written before stay until the tree is written again. Rides the primary keys.
-- Rows are locked in the order tree, hunt, as tree_finish locks them (a tree of a cancelled hunt may end just now): over needs the count of lacking, so lacking is
-- through, and its rows are locked, before the hunt is looked at. Both are checked again when they are locked.
-- Returns how many trees are explored again, or no row when the hunt is unknown, not over, or lacks nothing.
WITH lacking AS MATERIALIZED (
  SELECT e.hunt, e.number, coalesce(e.nodes, 0) AS nodes
  FROM explorations e
  WHERE e.hunt = $1 AND e.state <> 3 AND EXISTS (SELECT FROM hunts h WHERE h.id = $1 AND h.state >= 3)
  ORDER BY e.number
  FOR UPDATE OF e
),
over AS MATERIALIZED (
  SELECT id FROM hunts WHERE id = $1 AND state >= 3 AND (SELECT count(*) FROM lacking) > 0 FOR UPDATE
),
again AS (
  UPDATE explorations e
  SET state = 1, node = NULL, epoch = e.epoch + 1, deaths = 0, done_at = NULL, problem = NULL, nodes = NULL, missing = NULL
  FROM lacking l, over
  WHERE e.hunt = l.hunt AND e.number = l.number
)
UPDATE hunts h
SET state = 1, ended_at = NULL, trees_open = h.trees_open + h.with_missing + h.given_up, with_missing = 0, given_up = 0,
  nodes = h.nodes - s.nodes,
  failures_since = coalesce($2, now_ms())
FROM over, (SELECT count(*) AS trees, sum(nodes) AS nodes FROM lacking) s
WHERE h.id = over.id
RETURNING s.trees::integer;
