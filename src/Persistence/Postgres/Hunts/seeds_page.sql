-- Seeds of a hunt from a number on, in their order. Uses the primary key.
SELECT number, type, value, name_is_taken, sharing
FROM explorations
WHERE hunt = $1 AND number >= $2
ORDER BY number
LIMIT $3;
