-- A tree that is written. Rides the primary key.
SELECT record FROM hunt_trees WHERE hunt = ?1 AND number = ?2 AND record IS NOT NULL;
