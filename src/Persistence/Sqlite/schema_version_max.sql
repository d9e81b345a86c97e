-- The newest migration of this file; null when there is none. Uses the primary key.
SELECT max(version) FROM schema_versions;
