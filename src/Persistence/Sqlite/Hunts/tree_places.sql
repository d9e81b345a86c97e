-- The keys of the written trees of a hunt. Rides the primary key.
SELECT number, keys FROM hunt_keys WHERE hunt = ?1;
