-- Which migrations this schema has. Run under the migrator's lock, so that twenty processes may run it at once.
CREATE TABLE IF NOT EXISTS schema_versions (
  version integer PRIMARY KEY,
  applied_at bigint NOT NULL
);
