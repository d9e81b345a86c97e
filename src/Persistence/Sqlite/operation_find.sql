-- The number of an operation. Uses the unique key. Run after operation_insert, so there is always one row.
SELECT id FROM operations WHERE key = ?1;
