-- The trees of a hunt that are written, behind a known one, by number. Uses the index of hunt and number.
SELECT number, record FROM hunt_trees WHERE hunt = ?1 AND number > ?2 AND record IS NOT NULL ORDER BY number LIMIT ?3;
