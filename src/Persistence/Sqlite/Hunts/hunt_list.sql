-- Hunts before a known one, the newest first. Uses the primary key backwards.
SELECT id, name, started_at, ended_at, depth, rules, seeds, complete, with_missing, given_up, nodes FROM hunts WHERE id < ?1 ORDER BY id DESC LIMIT ?2;
