-- What the version before had written down of an API key, of all its shares (KEY#1/4 and so on; "$" comes after "#"). Uses the primary key.
SELECT spent FROM carried_over_quotas WHERE key = ?1 OR (key > ?1 || '#' AND key < ?1 || '$') ORDER BY key;
