-- The trees of a hunt, behind a known one, that may have an IOC: its fingerprint stands somewhere in their keys. Rides the primary key, and reads the keys of the whole hunt.
SELECT number, keys FROM hunt_trees WHERE hunt = ?1 AND number > ?2 AND instr(keys, ?3) > 0 ORDER BY number LIMIT ?4;
