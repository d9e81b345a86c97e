-- What an idempotency key stands for. Rides its unique key. In the batch of hunt_insert and behind it, which has waited for the one who came first: so there
-- is a row whenever that has inserted none, unless it was deleted at the very moment.
SELECT id, request_hash FROM hunts WHERE submitted_by = $1 AND idempotency_key = $2;
