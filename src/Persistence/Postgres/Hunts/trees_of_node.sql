-- The trees that the database believes a node to own. Rides explorations_owned.
SELECT hunt, number, epoch FROM explorations WHERE node = $1;
