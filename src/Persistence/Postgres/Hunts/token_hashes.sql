-- All tokens with their hashes: each coordinator keeps them in memory for some seconds, so that a request costs no query.
SELECT name, role, hash FROM tokens;
