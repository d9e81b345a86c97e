-- Hunts as they are shown, the newest first, before a known one (null: from the newest on), of one state (null: of all). Uses the primary key backwards.
SELECT h.id, h.name, h.submitted_by, h.state, h.submitted_at, h.ended_at, h.depth, h.plain, h.facts_since, h.trees, h.duplicates, h.bad_lines, h.first_bad_lines,
  h.trees_open, h.complete, h.with_missing, h.given_up, h.nodes,
  h.exploring
FROM hunts h
WHERE ($1::bigint IS NULL OR h.id < $1) AND ($2::smallint IS NULL OR h.state = $2)
ORDER BY h.id DESC
LIMIT $3;
