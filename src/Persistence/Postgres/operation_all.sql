-- All operations that were ever registered.
SELECT id, source, name, shape, accepts, leaves_the_house FROM operations ORDER BY id;
