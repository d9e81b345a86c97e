-- Adds to what a node offers; an operation offered again takes the new place. Rides the primary keys.
WITH node AS (
  UPDATE nodes SET sources = (SELECT array_agg(DISTINCT source ORDER BY source) FROM unnest(sources || $2::text[]) AS source)
  WHERE id = $1
  RETURNING id
)
INSERT INTO offers (node, operation, position)
SELECT node.id, offer.operation, offer.position
FROM node, unnest($3::integer[], $4::integer[]) AS offer (operation, position)
ORDER BY offer.operation
ON CONFLICT (node, operation) DO UPDATE SET position = excluded.position;
