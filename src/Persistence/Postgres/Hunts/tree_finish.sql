-- Ends a tree: its row, its files and the counts of its hunt, all or nothing, and once: fenced by node and epoch. Returns one row when it was still ours; none
-- when the tree has changed hands or its hunt is gone, and then nothing was changed.
-- Rows are locked in the order tree, hunt by everybody (the others lock one of the two).
WITH done AS (
  UPDATE explorations
  SET state = $5, node = NULL, nodes = $6, missing = $7, file_name = $8, tally = $9, problem = $10,
    done_at = coalesce($13, now_ms())
  WHERE hunt = $1 AND number = $2 AND node = $3 AND epoch = $4 AND state = 2
  RETURNING hunt, number, state, done_at
),
written AS (
  INSERT INTO results (hunt, number, txt, json)
  SELECT hunt, number, $11, $12 FROM done WHERE $11 IS NOT NULL
  ON CONFLICT (hunt, number) DO UPDATE SET txt = excluded.txt, json = excluded.json
)
UPDATE hunts h
SET trees_open = h.trees_open - 1,
  complete = h.complete + (done.state = 3)::integer,
  with_missing = h.with_missing + (done.state = 4)::integer,
  given_up = h.given_up + (done.state = 5)::integer,
  nodes = h.nodes + coalesce($6, 0),
  state = CASE WHEN h.trees_open = 1 AND h.state <= 2 THEN 4 ELSE h.state END,
  ended_at = CASE WHEN h.trees_open = 1 AND h.state <= 2 THEN done.done_at ELSE h.ended_at END
FROM done
WHERE h.id = done.hunt
RETURNING h.id;
