-- The keys of the written trees of all hunts before a known one, backwards. Rides the primary key backwards.
SELECT hunt, number, keys FROM hunt_keys WHERE (hunt, number) < (?1, ?2) ORDER BY hunt DESC, number DESC LIMIT ?3;
