-- The hunt that an idempotency key was used for. Uses its unique key. In the batch of hunt_insert and after it. hunt_insert has waited for the first
-- submission, so there
-- is a row whenever it has inserted none, unless the hunt was deleted at that moment.
SELECT id, request_hash FROM hunts WHERE submitted_by = $1 AND idempotency_key = $2;
