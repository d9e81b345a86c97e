-- Uses the primary key.
SELECT id, name, started_at, ended_at, depth, rules, seeds FROM hunts WHERE id = ?1;
