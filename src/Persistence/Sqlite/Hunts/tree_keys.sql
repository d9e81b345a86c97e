-- The keys of the written trees of all hunts before a known one, backwards. Uses the trees' index of hunt and number backwards, and reads no tree.
SELECT t.hunt, t.number, k.keys
FROM hunt_trees t CROSS JOIN hunt_keys k ON k.tree = t.id
WHERE (t.hunt, t.number) < (?1, ?2)
ORDER BY t.hunt DESC, t.number DESC
LIMIT ?3;
