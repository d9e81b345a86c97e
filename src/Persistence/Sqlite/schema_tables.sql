-- How many tables the file has: none means it is new and ours to fill. Reads the schema.
SELECT count(*) FROM sqlite_schema;
