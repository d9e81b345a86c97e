-- Revokes a token. Returns its name, or no row when there is none of that name.
DELETE FROM tokens WHERE name = $1 RETURNING name;
