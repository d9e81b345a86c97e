-- Fixes the operations of a hunt, and what each is cleared for; a second call gets what the first one has fixed. Uses the primary key.
UPDATE hunts
SET operations = coalesce(operations, $2), clearances = coalesce(clearances, $3)
WHERE id = $1
RETURNING operations, clearances;
