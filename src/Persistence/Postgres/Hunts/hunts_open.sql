-- The unfinished hunts, for the actor that wakes them. Uses hunts_open.
SELECT id FROM hunts WHERE state <= 2 ORDER BY id;
