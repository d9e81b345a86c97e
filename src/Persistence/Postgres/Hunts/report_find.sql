-- The report of a hunt, if it is newer than a known one (null: any). Uses the primary key.
SELECT holds, made_at, content FROM reports WHERE hunt = $1 AND ($2::bigint IS NULL OR made_at > $2);
