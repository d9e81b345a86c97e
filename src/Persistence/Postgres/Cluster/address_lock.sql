-- One founder at a time in each schema of each database; free again at the end of the transaction, in whatever way it ends.
SELECT pg_advisory_xact_lock(hashtextextended('iocexplorer cluster ' || current_schema(), 0));
