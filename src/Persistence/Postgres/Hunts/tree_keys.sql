-- The keys of the written trees of all hunts before a known one, backwards. Uses the primary key backwards.
SELECT hunt, number, content FROM results WHERE format = 'keys' AND (hunt, number) < ($1, $2) ORDER BY hunt DESC, number DESC LIMIT $3;
