-- Notes a migration in the transaction that makes it.
INSERT INTO schema_versions (version, applied_at) VALUES (?1, ?2);
