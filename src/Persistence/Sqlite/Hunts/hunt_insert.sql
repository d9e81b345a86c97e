-- A hunt begins; its number is the row's.
INSERT INTO hunts (name, started_at, depth, rules, seeds) VALUES (?1, ?2, ?3, ?4, ?5);
