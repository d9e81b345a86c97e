-- The newest migration of this file; null when there is none. Rides the primary key.
SELECT max(version) FROM schema_versions;
