-- The keys of the written trees of a hunt. Uses the trees' index of hunt and number, and reads no tree.
SELECT t.number, k.keys FROM hunt_trees t CROSS JOIN hunt_keys k ON k.tree = t.id WHERE t.hunt = ?1;
