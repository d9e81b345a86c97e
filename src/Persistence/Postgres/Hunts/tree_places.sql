-- The trees of a hunt, behind a known one, that may have an IOC: its fingerprint stands somewhere in their keys. Rides the primary key, and reads the keys of the whole hunt.
SELECT number, content FROM results WHERE hunt = $1 AND format = 'keys' AND number > $2 AND position($3 IN content) > 0 ORDER BY number LIMIT $4;
