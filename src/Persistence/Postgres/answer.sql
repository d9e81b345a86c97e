-- Records answers under their claims, in one statement: the row of work goes, the fact or the failure comes. Rides the primary keys; arrays sorted by query.
-- $1 node, $2 queries, $3 epochs, $4 relations (null: a failure), $5 cut, $6 reason, $7 retry at, $8 detail, $9 now.
-- Fenced: a claim that changed hands, was given back or was swept finds no row. An answer is not stamped before the ask that it answers. A query that is
-- open has no failure (ask_forget_failures), so a fact has none to delete.
-- The answers travel along from step to step: joined again by query they would be compared each with each, because a plan for all sizes expects few.
-- IS NOT DISTINCT FROM keeps work_claimed out of the plan: it holds an entry for every claim that a node ever had and vacuum has not met yet, and each answer read them all.
-- Returns the accepted ones.
WITH mine AS MATERIALIZED (
  SELECT work.query, answer.relations, answer.cut, answer.reason, answer.retry_at, answer.detail
  FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::boolean[], $6::smallint[], $7::bigint[], $8::bytea[])
    AS answer (query, epoch, relations, cut, reason, retry_at, detail)
  JOIN work ON work.query = answer.query AND work.epoch = answer.epoch AND work.node IS NOT DISTINCT FROM $1
  ORDER BY work.query
  FOR UPDATE OF work
), closed AS (
  DELETE FROM work
  USING mine
  WHERE work.query = mine.query
  RETURNING work.query, work.epoch, greatest(coalesce($9, now_ms()), work.asked_at) AS at,
    mine.relations, mine.cut, mine.reason, mine.retry_at, mine.detail
), facts_recorded AS (
  INSERT INTO facts (query, fact_at, cut, relations)
  SELECT query, at, cut, relations FROM closed WHERE relations IS NOT NULL
  ON CONFLICT (query) DO UPDATE SET fact_at = excluded.fact_at, cut = excluded.cut, relations = excluded.relations
), failures_recorded AS (
  INSERT INTO failures (query, failed_at, reason, retry_at, detail)
  SELECT query, at, reason, retry_at, detail FROM closed WHERE relations IS NULL
  ON CONFLICT (query) DO UPDATE
  SET failed_at = excluded.failed_at, reason = excluded.reason, retry_at = excluded.retry_at, detail = excluded.detail
)
SELECT query, epoch, at FROM closed;
