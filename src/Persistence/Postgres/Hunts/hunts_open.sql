-- What a node needs to know of every hunt that is not over. Rides hunts_open; the counts ride explorations_waiting and explorations_owned only as far as needed:
-- waiting is counted up to the number of trees that a node would take at most.
SELECT h.id, h.state, h.depth, h.plain, h.send_reserved, h.facts_since, h.failures_since, h.operations, h.trees_open,
  (SELECT count(*)::integer FROM (SELECT 1 FROM explorations e WHERE e.hunt = h.id AND e.state = 1 LIMIT $1) w) AS waiting,
  h.rules
FROM hunts h
WHERE h.state <= 2
ORDER BY h.id;
