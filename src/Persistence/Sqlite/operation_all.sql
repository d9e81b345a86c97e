-- The operations that were ever registered, once, at open.
SELECT id FROM operations;
