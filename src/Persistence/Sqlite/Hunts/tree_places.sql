-- The trees of a hunt that may have an IOC: its fingerprint stands somewhere in their keys. Rides the primary key, and reads the keys of the whole hunt.
SELECT number, keys FROM hunt_trees WHERE hunt = ?1 AND instr(keys, ?2) > 0;
