-- The newest migration of this schema; no row when there is none. Uses the primary key. Fails with 42P01 when the schema is new.
SELECT max(version) FROM schema_versions;
