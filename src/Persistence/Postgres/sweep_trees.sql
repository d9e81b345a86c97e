-- Frees the trees of nodes that live no more. Rides explorations_owned. Sorted by key before it is locked. A death is counted, an orderly end is not.
WITH lost AS MATERIALIZED (
  SELECT hunt, number, EXISTS (SELECT FROM nodes WHERE nodes.id = explorations.node AND nodes.state = 4) AS has_ended
  FROM explorations
  WHERE node IS NOT NULL AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = explorations.node AND nodes.state IN (1, 2))
  ORDER BY hunt, number
  FOR UPDATE
)
UPDATE explorations
SET state = 1, node = NULL, deaths = explorations.deaths + (NOT lost.has_ended)::integer
FROM lost
WHERE explorations.hunt = lost.hunt AND explorations.number = lost.number;
