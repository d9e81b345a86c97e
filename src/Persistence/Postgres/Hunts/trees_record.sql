-- Records trees that are over, with their files, many at once and all or nothing. Recorded again, they get the same: a tree that was explored twice gives the same
-- bytes; the files keep the name that they had first, until a retry. A result of an exploration from before a retry is passed over, and so is one whose hunt was deleted: the round of
-- a hunt is told by its failures_since. Rows are locked in the order of hunt and number. Returns hunt and number of those that were recorded.
WITH given AS MATERIALIZED (
  SELECT *
  FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::smallint[], $5::integer[], $6::integer[], $7::text[], $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[])
    AS g (hunt, number, round, state, nodes, missing, file_name, tally, problem, txt, json)
),
ours AS MATERIALIZED (
  SELECT e.hunt, e.number
  FROM explorations e JOIN given g ON e.hunt = g.hunt AND e.number = g.number JOIN hunts h ON h.id = g.hunt AND h.failures_since = g.round
  ORDER BY e.hunt, e.number
  FOR UPDATE OF e
),
done AS (
  UPDATE explorations e
  SET state = g.state, nodes = g.nodes, missing = g.missing, file_name = CASE WHEN e.state >= 3 THEN coalesce(e.file_name, g.file_name) ELSE g.file_name END, tally = g.tally, problem = g.problem,
    done_at = coalesce($12, now_ms())
  FROM ours o JOIN given g ON g.hunt = o.hunt AND g.number = o.number
  WHERE e.hunt = o.hunt AND e.number = o.number
  RETURNING e.hunt, e.number
),
written AS (
  INSERT INTO results (hunt, number, txt, json)
  SELECT g.hunt, g.number, g.txt, g.json
  FROM given g JOIN done d ON d.hunt = g.hunt AND d.number = g.number
  WHERE g.txt IS NOT NULL
  ON CONFLICT (hunt, number) DO UPDATE SET txt = excluded.txt, json = excluded.json
)
SELECT hunt, number FROM done;
