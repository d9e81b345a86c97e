-- What a hunt's supervisor needs to know of its hunt. Uses the primary key. No row: unknown, or deleted.
SELECT state, depth, plain, send_reserved, facts_since, failures_since, operations, clearances, rules, trees
FROM hunts
WHERE id = $1;
