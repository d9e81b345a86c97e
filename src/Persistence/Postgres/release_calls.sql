-- Gives back what calls of this node claimed whose reply was lost. Rides work_claimed. Returns the sources that have work again.
WITH lost AS MATERIALIZED (
  SELECT query FROM work WHERE node = $1 AND call = ANY ($2::bigint[]) ORDER BY query FOR UPDATE
), opened AS (
  UPDATE work SET node = NULL FROM lost WHERE work.query = lost.query
  RETURNING work.operation
)
SELECT operations.source, count(*) FROM opened JOIN operations ON operations.id = opened.operation GROUP BY operations.source;
