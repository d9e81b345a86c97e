-- Records that sources did not answer; the last fact, if there is one, stays. Uses the unique key of queries and the primary key; sorted by it.
-- $1 keys, $2 reason, $3 retry at, $4 detail, $5 now (null: the database's clock), $6 the newest time that this process has met.
-- Returns when each was recorded.
INSERT INTO failures (query, failed_at, reason, retry_at, detail)
SELECT queries.id, (SELECT greatest(coalesce($5, now_ms()), $6)), new.reason, new.retry_at, new.detail
FROM unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::bytea[]) AS new (key, reason, retry_at, detail)
JOIN queries ON queries.key = new.key
ORDER BY queries.id
ON CONFLICT (query) DO UPDATE
SET failed_at = greatest(excluded.failed_at, failures.failed_at), reason = excluded.reason, retry_at = excluded.retry_at, detail = excluded.detail
RETURNING query, failed_at;
