-- The line of one operation and hunt behind a known place, first asked first. Rides queries_open; read row by row, only as far as needed.
-- ?3 is the place up to which every open query is known to be claimed, so that claims do not wade through claimed rows again.
-- May return rows that are claimed (the claimer passes them over by its own list); never returns a closed query.
SELECT id, turn, type, value
FROM queries
WHERE operation = ?1 AND hunt = ?2 AND turn > ?3
ORDER BY turn;
