-- Locks the failures that this batch will replace or delete, in one order, so that batches that overlap do not wait for each other in a circle. Uses the unique
-- key of queries and the primary key; mostly finds none. $1 keys of all answers of the batch.
-- The lock within the inner select keeps the order of the joins: otherwise a plan made while there were no failures would read all of them first.
SELECT found.query
FROM (
  SELECT queries.id
  FROM unnest($1::uuid[]) AS answered (key)
  JOIN queries ON queries.key = answered.key
  ORDER BY queries.id
) AS sorted
CROSS JOIN LATERAL (SELECT failures.query FROM failures WHERE failures.query = sorted.id FOR UPDATE) AS found;
