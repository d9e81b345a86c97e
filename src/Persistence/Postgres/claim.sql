-- Takes from each hunt its share of waiting queries, first asked first, over its lines. Rides work_waiting.
-- $1 node, $2 operations (up to 16), $3 hunts, $4 share of each hunt, $5 the turn up to which each hunt's lines are known to be claimed, $6 slack, $7 now,
-- $8 call.
-- Candidates are read without a lock, more than needed by the slack; the first that nobody else is just taking are locked (SKIP LOCKED, checked again
-- under the lock), no more than the share. One arm for each line, because arms are merged in order and read only as far as needed: as a join with the
-- operations each line was read to the full share, and as one line of all operations, what a lane may not ask stood in its way.
-- The row is found again by its place (ctid), which holds within a statement: the same snapshot sees the same version there, and the lock goes on to a newer
-- one. Materialized, because the planner may otherwise run a limited part twice. The epoch is drawn when the row is locked: drawn earlier, a claim that was
-- overtaken by another claim and its release would have a lower epoch than that one.
-- Returns one row each hunt with the number of candidates seen and no query, and one row each claim.
WITH wanted AS MATERIALIZED (
  SELECT hunt, share, passed FROM unnest($3::bigint[], $4::integer[], $5::bigint[]) AS wanted (hunt, share, passed)
), candidates AS MATERIALIZED (
  SELECT wanted.hunt, first.place, first.turn
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT ctid AS place, turn
    FROM (
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[1] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[2] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[3] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[4] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[5] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[6] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[7] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[8] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[9] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[10] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[11] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[12] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[13] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[14] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[15] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6) UNION ALL
      (SELECT ctid, turn FROM work WHERE operation = ($2::integer[])[16] AND hunt = wanted.hunt AND turn > wanted.passed AND node IS NULL
       ORDER BY turn LIMIT wanted.share + $6)
    ) AS waiting
    ORDER BY turn
    LIMIT wanted.share + $6
  ) AS first
), taken AS MATERIALIZED (
  SELECT free.query
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT work.query
    FROM candidates
    JOIN work ON work.ctid = candidates.place
    WHERE candidates.hunt = wanted.hunt AND work.node IS NULL
    ORDER BY candidates.turn
    LIMIT wanted.share
    FOR UPDATE OF work SKIP LOCKED
  ) AS free
  WHERE EXISTS (SELECT FROM nodes WHERE nodes.id = $1 AND nodes.state = 1)
), claimed AS (
  UPDATE work
  SET node = $1, epoch = nextval('epochs'), claimed_at = coalesce($7, now_ms()), call = $8
  FROM taken
  WHERE work.query = taken.query
  RETURNING work.query, work.operation, work.hunt, work.turn, work.epoch
)
SELECT claimed.hunt, 0 AS seen, claimed.query, claimed.operation, claimed.turn, claimed.epoch, queries.type, queries.value
FROM claimed JOIN queries ON queries.id = claimed.query
UNION ALL
SELECT wanted.hunt, (SELECT count(*) FROM candidates WHERE candidates.hunt = wanted.hunt)::integer, NULL, NULL, NULL, NULL, NULL, NULL
FROM wanted;
