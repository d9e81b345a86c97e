-- Takes back what this ask opened although an acceptable answer stands by now, recorded after ask_find looked: it would be asked (and paid) twice.
-- A statement of its own, because only a new snapshot sees an answer for which ask_open waited. Rides the primary keys, facts first: mostly there is none.
-- $1 queries, $2 facts since, $3 failures since. Returns what was taken back.
WITH answered AS MATERIALIZED (
  SELECT facts.query FROM unnest($1::bigint[]) AS asked (query) JOIN facts ON facts.query = asked.query WHERE facts.fact_at >= $2
  UNION
  SELECT failures.query FROM unnest($1::bigint[]) AS asked (query) JOIN failures ON failures.query = asked.query WHERE failures.failed_at >= $3
)
DELETE FROM work
USING answered
WHERE work.query = answered.query
  AND work.turn >= (SELECT currval('turns') * 1048576) AND work.turn < (SELECT (currval('turns') + 1) * 1048576)
RETURNING work.query;
