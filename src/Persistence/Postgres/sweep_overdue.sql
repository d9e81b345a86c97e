-- Opens again what a node claimed so long ago that it must have forgotten it, though it lives. Rides work_claimed. Sorted by key before it is locked.
-- Returns the sources that have work again.
WITH overdue AS MATERIALIZED (
  SELECT query
  FROM work
  WHERE node IS NOT NULL AND claimed_at < coalesce($1, now_ms()) - $2::bigint
  ORDER BY query
  FOR UPDATE SKIP LOCKED
), opened AS (
  UPDATE work SET node = NULL FROM overdue WHERE work.query = overdue.query
  RETURNING work.operation
)
SELECT operations.source, count(*) FROM opened JOIN operations ON operations.id = opened.operation GROUP BY operations.source;
