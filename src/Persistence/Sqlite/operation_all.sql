-- The operations that were ever registered, once, at open.
SELECT id, source FROM operations;
