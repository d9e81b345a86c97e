-- These trees of a hunt are explored again: failures up to now are not accepted any more, and a result that was made by them is refused from now on
-- (trees_record). Files written before stay until the tree is written again. Uses the primary keys. Rows are locked in the order hunt, tree. Returns since
-- when failures count; no row: the hunt was deleted.
WITH moved AS (
  UPDATE hunts SET failures_since = greatest(failures_since + 1, coalesce($3, now_ms())) WHERE id = $1 RETURNING id, failures_since
),
again AS (
  UPDATE explorations e
  SET state = 1, done_at = NULL, problem = NULL, nodes = NULL, missing = NULL
  FROM moved
  WHERE e.hunt = moved.id AND e.number = ANY ($2)
)
SELECT failures_since FROM moved;
