-- Takes the failures that this batch will replace or delete, in one order, so that batches that overlap do not wait for each other in a circle. Rides the unique
-- key of queries and the primary key; mostly finds none. $1 keys of all answers of the batch.
SELECT failures.query
FROM unnest($1::uuid[]) AS answered (key)
JOIN queries ON queries.key = answered.key
JOIN failures ON failures.query = queries.id
ORDER BY failures.query
FOR UPDATE OF failures;
