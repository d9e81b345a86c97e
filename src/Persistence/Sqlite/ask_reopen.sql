-- A query asked anew: open again, at the end of the line of the hunt that asks. Rides the primary key, writes queries_open.
-- The old fact stays in its columns for those who accept its age; an old failure is void from here on.
UPDATE queries
SET state = 1, hunt = ?2, turn = ?3
WHERE id = ?1;
