-- Records a migration in the transaction that applies it.
INSERT INTO schema_versions (version, applied_at) VALUES ($1, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint);
