-- The time of the database. Read with every look-up, so that whatever this process records after it is not stamped earlier.
SELECT now_ms();
