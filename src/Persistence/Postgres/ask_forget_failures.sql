-- The failures of what this ask opened are over. After ask_take_back. Rides the primary keys.
DELETE FROM failures
USING unnest($1::uuid[]) AS asked (key)
JOIN queries ON queries.key = asked.key
JOIN work ON work.query = queries.id
WHERE failures.query = queries.id
  AND work.turn >= (SELECT currval('turns') * 1048576) AND work.turn < (SELECT (currval('turns') + 1) * 1048576);
