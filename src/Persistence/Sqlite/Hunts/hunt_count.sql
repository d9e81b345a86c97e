-- Adds up trees that have ended. Uses the primary key.
UPDATE hunts SET complete = complete + ?2, with_missing = with_missing + ?3, given_up = given_up + ?4, nodes = nodes + ?5 WHERE id = ?1;
