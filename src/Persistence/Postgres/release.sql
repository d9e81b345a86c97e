-- Gives claims back; stale ones are passed over. Rides the primary key; sorted by key before it is locked. Returns the operations that have work again.
WITH mine AS MATERIALIZED (
  SELECT work.query
  FROM unnest($2::bigint[], $3::bigint[]) AS claim (query, epoch)
  JOIN work ON work.query = claim.query AND work.epoch = claim.epoch AND work.node IS NOT DISTINCT FROM $1
  ORDER BY work.query
  FOR UPDATE OF work
)
UPDATE work SET node = NULL FROM mine WHERE work.query = mine.query
RETURNING work.operation;
