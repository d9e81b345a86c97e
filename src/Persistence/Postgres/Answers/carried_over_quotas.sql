-- What the version before had recorded of an API key, for all its shares (KEY#1/4 and so on). A small table, read when a journal of quotas starts.
-- Not a range of keys, because the order of texts depends on the database's collation.
SELECT spent FROM carried_over_quotas WHERE key = $1 OR starts_with(key, $1 || '#') ORDER BY key;
