-- Deletes the failures of queries that have a newer fact. After record_facts, in the same transaction, so that a reader always sees one of the two. After
-- record_lock_failures: the place of a row does not change while it is locked. Uses the unique key of queries and the primary key, in this order for every
-- plan (see
-- record_lock_failures), then reads the rows in their places. $1 keys of the facts.
DELETE FROM failures
WHERE ctid = ANY (ARRAY(
  SELECT found.ctid
  FROM unnest($1::uuid[]) AS answered (key)
  JOIN queries ON queries.key = answered.key
  CROSS JOIN LATERAL (SELECT failures.ctid FROM failures WHERE failures.query = queries.id OFFSET 0) AS found
));
