-- A node's new row, with what it offers. Returns its number.
WITH node AS (
  INSERT INTO nodes (kind, name, version, lease, started_at, beat_at, steady_since, sources, status)
  SELECT $2, $3, $4, $5, now.ms, now.ms, now.ms, $6, $7
  FROM (SELECT coalesce($1, now_ms()) AS ms) AS now
  RETURNING id
), offered AS (
  INSERT INTO offers (node, operation, position, cleared_for)
  SELECT node.id, offer.operation, offer.position, offer.cleared_for
  FROM node, unnest($8::integer[], $9::integer[], $10::smallint[]) AS offer (operation, position, cleared_for)
)
SELECT id FROM node;
