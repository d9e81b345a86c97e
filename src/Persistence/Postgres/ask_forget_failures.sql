-- The failures of what this ask opened are over. After ask_take_back. Rides the primary keys.
DELETE FROM failures
USING unnest($1::bigint[]) AS asked (query), work
WHERE failures.query = asked.query AND work.query = failures.query
  AND work.turn >= (SELECT currval('turns') * 1048576) AND work.turn < (SELECT (currval('turns') + 1) * 1048576);
