-- The trees of a hunt that may have an IOC: its fingerprint stands somewhere in their keys. Uses the primary key, and reads the keys of the whole hunt.
SELECT number, content FROM results WHERE hunt = $1 AND format = 'keys' AND position($2 IN content) > 0;
