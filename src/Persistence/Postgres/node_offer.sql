-- Adds to what a node offers; an operation offered again takes the new place and clearance. Rides the primary keys.
WITH node AS (
  UPDATE nodes SET sources = (SELECT array_agg(DISTINCT source ORDER BY source) FROM unnest(sources || $2::text[]) AS source)
  WHERE id = $1
  RETURNING id
)
INSERT INTO offers (node, operation, position, cleared_for)
SELECT node.id, offer.operation, offer.position, offer.cleared_for
FROM node, unnest($3::integer[], $4::integer[], $5::smallint[]) AS offer (operation, position, cleared_for)
ORDER BY offer.operation
ON CONFLICT (node, operation) DO UPDATE SET position = excluded.position, cleared_for = excluded.cleared_for;
