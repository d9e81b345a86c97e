-- The hunts that are not over, for whoever wakes them. Rides hunts_open.
SELECT id FROM hunts WHERE state <= 2 ORDER BY id;
