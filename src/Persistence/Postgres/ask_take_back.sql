-- Takes back what this ask opened although an acceptable answer was committed between the snapshot of ask_open and its insert: it would be asked (and
-- paid) twice. A statement of its own, because only a new snapshot sees that answer. Rides the primary keys.
-- $1 keys, $2 facts since, $3 failures since.
DELETE FROM work
USING unnest($1::uuid[]) AS asked (key)
JOIN queries ON queries.key = asked.key
WHERE work.query = queries.id
  AND work.turn >= (SELECT currval('turns') * 1048576) AND work.turn < (SELECT (currval('turns') + 1) * 1048576)
  AND (EXISTS (SELECT FROM facts WHERE facts.query = queries.id AND facts.fact_at >= $2)
    OR EXISTS (SELECT FROM failures WHERE failures.query = queries.id AND failures.failed_at >= $3));
