-- Opens again what is claimed by nodes that live no more. Rides work_claimed (only what is claimed). Sorted by key before it is locked.
-- Returns the sources that have work again.
WITH lost AS MATERIALIZED (
  SELECT query
  FROM work
  WHERE node IS NOT NULL AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = work.node AND nodes.state IN (1, 2))
  ORDER BY query
  FOR UPDATE
), opened AS (
  UPDATE work SET node = NULL FROM lost WHERE work.query = lost.query
  RETURNING work.operation
)
SELECT operations.source, count(*) FROM opened JOIN operations ON operations.id = opened.operation GROUP BY operations.source;
