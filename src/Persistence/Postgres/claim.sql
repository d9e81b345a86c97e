-- Takes from each hunt its share of waiting queries, first asked first, over its lines. Rides work_waiting (as much of each line as the share and the
-- slack), then the primary key.
-- $1 node, $2 operations, $3 hunts, $4 share of each hunt, $5 slack, $6 now, $7 call.
-- Candidates are read without a lock, more than needed by the slack; the first that nobody else is just taking are locked (SKIP LOCKED, checked again
-- under the lock), no more than the share. Materialized, because the planner may otherwise run a limited part twice. The epoch is drawn when the row is
-- locked: drawn earlier, a claim that was overtaken by another claim and its release would have a lower epoch than that one.
-- Returns one row each hunt with the number of candidates seen and no query, and one row each claim.
WITH wanted AS MATERIALIZED (
  SELECT hunt, share FROM unnest($3::bigint[], $4::integer[]) AS wanted (hunt, share)
), candidates AS MATERIALIZED (
  SELECT wanted.hunt, wanted.share, first.query, first.turn
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT waiting.query, waiting.turn
    FROM unnest($2::integer[]) AS operation (id)
    CROSS JOIN LATERAL (
      SELECT work.query, work.turn
      FROM work
      WHERE work.operation = operation.id AND work.hunt = wanted.hunt AND work.node IS NULL
      ORDER BY work.turn
      LIMIT wanted.share + $5
    ) AS waiting
    ORDER BY waiting.turn
    LIMIT wanted.share + $5
  ) AS first
), taken AS MATERIALIZED (
  SELECT free.query
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT work.query
    FROM candidates
    JOIN work ON work.query = candidates.query
    WHERE candidates.hunt = wanted.hunt AND work.node IS NULL
    ORDER BY candidates.turn
    LIMIT wanted.share
    FOR UPDATE OF work SKIP LOCKED
  ) AS free
  WHERE EXISTS (SELECT FROM nodes WHERE nodes.id = $1 AND nodes.state = 1)
), claimed AS (
  UPDATE work
  SET node = $1, epoch = nextval('epochs'), claimed_at = coalesce($6, now_ms()), call = $7
  FROM taken
  WHERE work.query = taken.query
  RETURNING work.query, work.operation, work.hunt, work.turn, work.epoch
)
SELECT claimed.hunt, 0 AS seen, claimed.query, claimed.operation, claimed.turn, claimed.epoch, queries.type, queries.value
FROM claimed JOIN queries ON queries.id = claimed.query
UNION ALL
SELECT wanted.hunt, (SELECT count(*) FROM candidates WHERE candidates.hunt = wanted.hunt)::integer, NULL, NULL, NULL, NULL, NULL, NULL
FROM wanted;
