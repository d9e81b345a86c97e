-- The hunts that have a query waiting in one of these operations. Rides the primary key of lines and one probe of work_waiting each line, begun behind
-- what is known to be claimed: the index holds the dead entries of claimed rows until it is vacuumed. (A limited join and no EXISTS, which the planner
-- turns into a look at everything that waits.)
-- $1 operations, $2 hunts, $3 the turn up to which their lines are known to be claimed.
SELECT DISTINCT lines.hunt
FROM lines
LEFT JOIN unnest($2::bigint[], $3::bigint[]) AS known (hunt, passed) ON known.hunt = lines.hunt
CROSS JOIN LATERAL (
  SELECT FROM work
  WHERE work.operation = lines.operation AND work.hunt = lines.hunt AND work.node IS NULL AND work.turn > coalesce(known.passed, -1)
  LIMIT 1
) AS waiting
WHERE lines.operation = ANY ($1::integer[])
ORDER BY lines.hunt;
