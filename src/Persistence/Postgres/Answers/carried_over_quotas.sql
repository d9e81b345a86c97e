-- What the version before had written down of an API key, of all its shares (KEY#1/4 and so on). A small table, read when a journal of quotas begins.
-- Not a range of keys: how texts are sorted is the database's collation to say.
SELECT spent FROM carried_over_quotas WHERE key = $1 OR starts_with(key, $1 || '#') ORDER BY key;
