-- The keys of a tree that was recorded just now.
INSERT INTO hunt_keys (hunt, number, keys) VALUES (?1, ?2, ?3);
