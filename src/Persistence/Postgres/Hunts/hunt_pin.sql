-- Fixes the operations of a hunt; whoever comes second gets what the first has fixed. Rides the primary key.
UPDATE hunts SET operations = coalesce(operations, $2) WHERE id = $1 RETURNING operations;
