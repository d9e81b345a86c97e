-- Records the fact, in the place of an older one. Rides the primary key; facts come nearly in the order of their queries, so it appends.
-- Runs in the transaction that closes the query.
INSERT OR REPLACE INTO facts (query, fact_at, cut, relations)
VALUES (?1, ?2, ?3, ?4);
