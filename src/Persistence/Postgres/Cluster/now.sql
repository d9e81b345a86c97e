-- The database's clock, and whether it answers at all.
SELECT now_ms();
