-- Adds a hunt with nothing explored. Uses the unique key of submitter and idempotency key, which also decides between two submissions at once: the second
-- waits for
-- the first and then gets no row. Returns the number, or no row when the key is used already (then hunt_by_key tells for which hunt).
INSERT INTO hunts (
  name, submitted_by, idempotency_key, request_hash, state, depth, plain, send_reserved, submitted_at, facts_since, failures_since,
  duplicates, bad_lines, first_bad_lines, trees, trees_open, rules)
SELECT $1, $2, $3, $4, 1, $5, $6, $7, n.now, n.now - $8, n.now, $9, $10, $11, $12, $12, $14
FROM (SELECT coalesce($13, now_ms()) AS now) n
ON CONFLICT (submitted_by, idempotency_key) DO NOTHING
RETURNING id;
