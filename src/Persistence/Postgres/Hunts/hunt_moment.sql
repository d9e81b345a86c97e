-- A hunt as its progress is composed of: the columns of hunt_find, and behind them since when its failures count (a retry moves that), its operations (null:
-- not fixed yet), the time, and the operations of the last five hunts before it, all of one moment. Uses the primary key.
SELECT h.id, h.name, h.submitted_by, h.state, h.submitted_at, h.ended_at, h.depth, h.plain, h.facts_since, h.trees, h.duplicates, h.bad_lines, h.first_bad_lines,
  h.trees_open, h.complete, h.with_missing, h.given_up, h.nodes,
  h.exploring,
  h.failures_since, h.operations, coalesce($2, now_ms()) AS now,
  ARRAY(
    SELECT DISTINCT o.id
    FROM (SELECT b.operations FROM hunts b WHERE b.id < h.id AND b.operations IS NOT NULL ORDER BY b.id DESC LIMIT 5) b, unnest(b.operations) AS o (id)
    ORDER BY o.id
  ) AS operations_before
FROM hunts h
WHERE h.id = $1;
