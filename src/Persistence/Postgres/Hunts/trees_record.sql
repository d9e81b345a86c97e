-- Records trees that are over, with their files, many at once and all or nothing. Recorded again with as many nodes and as much missing, nothing changes
-- until a retry, tally and files; otherwise the files keep the name that they had first: a coordinator that takes over a tree which its first one had
-- recorded finds in the ledger what that one had asked, and would count the same answers as others. A result from before a retry is passed over, and so is
-- one whose hunt was deleted: the round of a hunt is told by its failures_since. The hunts are locked first and then read as they are by then, so that a
-- retry (hunt_retry) is either seen, or waits. Rows are locked in the order hunt, tree, and what is kept of a row is read with its lock: the update itself
-- first computes from the row as it was when the statement began, and the constraints see that. Uses the primary keys. The files are given with the place of
-- their tree among the trees given, from 1. Returns hunt and number of those that were recorded.
WITH given AS MATERIALIZED (
  SELECT *
  FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::smallint[], $5::integer[], $6::integer[], $7::text[], $8::bytea[], $9::bytea[])
    WITH ORDINALITY AS g (hunt, number, round, state, nodes, missing, file_name, tally, problem, place)
),
rounds AS MATERIALIZED (
  SELECT id, failures_since FROM hunts WHERE id IN (SELECT hunt FROM given) ORDER BY id FOR SHARE
),
ours AS MATERIALIZED (
  SELECT e.hunt, e.number, g.round, e.state, e.tally, e.problem, e.file_name, e.done_at,
    (e.state, e.nodes, e.missing) IS NOT DISTINCT FROM (g.state, g.nodes, g.missing) AS again
  FROM given g JOIN rounds r ON r.id = g.hunt AND r.failures_since = g.round JOIN explorations e ON e.hunt = g.hunt AND e.number = g.number
  ORDER BY e.hunt, e.number
  FOR UPDATE OF e
),
done AS (
  UPDATE explorations e
  SET state = g.state, nodes = g.nodes, missing = g.missing,
    tally = CASE WHEN o.again THEN coalesce(o.tally, g.tally) ELSE g.tally END,
    problem = CASE WHEN o.again THEN o.problem ELSE g.problem END,
    file_name = CASE WHEN o.state >= 3 THEN coalesce(o.file_name, g.file_name) ELSE coalesce(g.file_name, o.file_name) END,
    done_at = CASE WHEN o.again THEN o.done_at ELSE coalesce($13, now_ms()) END
  FROM ours o JOIN given g ON g.hunt = o.hunt AND g.number = o.number AND g.round = o.round
  WHERE e.hunt = o.hunt AND e.number = o.number
  RETURNING e.hunt, e.number, o.round, o.again
),
written AS (
  INSERT INTO results (hunt, number, format, content)
  SELECT d.hunt, d.number, f.format, f.content
  FROM done d
    JOIN given g ON g.hunt = d.hunt AND g.number = d.number AND g.round = d.round
    JOIN unnest($10::integer[], $11::text[], $12::bytea[]) AS f (place, format, content) ON f.place = g.place
  WHERE NOT d.again
  ON CONFLICT (hunt, number, format) DO UPDATE SET content = excluded.content
)
SELECT hunt, number FROM done;
