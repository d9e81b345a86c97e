-- Keeps the report of a hunt. One that began later stays; one of a hunt that was deleted is passed over. Uses the primary keys.
INSERT INTO reports (hunt, holds, made_at, content)
SELECT id, $2, $3, $4 FROM hunts WHERE id = $1
ON CONFLICT (hunt) DO UPDATE SET holds = excluded.holds, made_at = excluded.made_at, content = excluded.content WHERE reports.made_at <= excluded.made_at
RETURNING hunt;
