-- The numbers of queries; one row each, because record_queries comes before it. Uses the unique key. place is the index in $1.
SELECT asked.place, queries.id
FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (key, place)
JOIN queries ON queries.key = asked.key;
