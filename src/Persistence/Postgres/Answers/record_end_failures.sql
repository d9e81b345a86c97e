-- The failures of queries that have a newer fact are over. After record_facts, in the same transaction: nobody sees neither of the two. After record_lock_failures:
-- where a row stands does not change while it is locked. Rides the unique key of queries and the primary key, in this order whatever the plan was made for (see
-- record_lock_failures), then reads the rows in their places. $1 keys of the facts.
DELETE FROM failures
WHERE ctid = ANY (ARRAY(
  SELECT found.ctid
  FROM unnest($1::uuid[]) AS answered (key)
  JOIN queries ON queries.key = answered.key
  CROSS JOIN LATERAL (SELECT failures.ctid FROM failures WHERE failures.query = queries.id OFFSET 0) AS found
));
