-- The keys of a tree that was recorded just now.
INSERT INTO hunt_keys (tree, keys) VALUES (?1, ?2);
