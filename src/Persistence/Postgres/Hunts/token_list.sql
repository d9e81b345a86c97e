-- All tokens, without their hashes.
SELECT name, role, created_at FROM tokens ORDER BY name;
