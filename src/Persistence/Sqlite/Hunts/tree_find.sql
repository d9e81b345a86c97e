-- A tree that is written. Uses the index of hunt and number.
SELECT record FROM hunt_trees WHERE hunt = ?1 AND number = ?2 AND record IS NOT NULL;
