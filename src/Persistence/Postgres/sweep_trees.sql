-- Sends the trees of nodes that live no more back into the line. A tree whose node was found dead counts that death: one that kills whoever explores it is given up
-- in the end. Rides explorations_owned (only what is explored). Sorted before it is locked. Returns nothing.
WITH lost AS MATERIALIZED (
  SELECT e.hunt, e.number, NOT EXISTS (SELECT FROM nodes WHERE nodes.id = e.node AND nodes.state = 4) AS died
  FROM explorations e
  WHERE e.node IS NOT NULL AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = e.node AND nodes.state IN (1, 2))
  ORDER BY e.hunt, e.number
  FOR UPDATE OF e
)
UPDATE explorations e
SET state = 1, node = NULL, deaths = least(e.deaths + lost.died::integer, 32767)
FROM lost
WHERE e.hunt = lost.hunt AND e.number = lost.number;
