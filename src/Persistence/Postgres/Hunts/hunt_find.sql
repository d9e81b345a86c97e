-- A hunt as it is shown. Uses the primary key.
SELECT h.id, h.name, h.submitted_by, h.state, h.submitted_at, h.ended_at, h.depth, h.plain, h.facts_since, h.trees, h.duplicates, h.bad_lines, h.first_bad_lines,
  h.trees_open, h.complete, h.with_missing, h.given_up, h.nodes,
  h.exploring
FROM hunts h
WHERE h.id = $1;
