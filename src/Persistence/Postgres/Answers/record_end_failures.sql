-- The failures of queries that have a newer fact are over. After record_facts, in the same transaction: nobody sees neither of the two. Rides the unique key
-- of queries and the primary key. $1 keys of the facts.
DELETE FROM failures
USING unnest($1::uuid[]) AS answered (key), queries
WHERE queries.key = answered.key AND failures.query = queries.id;
