-- Frees the keys of nodes that live no more. Reads the table (a row each key). Sorted by key before it is locked.
WITH lost AS MATERIALIZED (
  SELECT key
  FROM source_keys
  WHERE node IS NOT NULL AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = source_keys.node AND nodes.state IN (1, 2))
  ORDER BY key
  FOR UPDATE
)
UPDATE source_keys SET node = NULL FROM lost WHERE source_keys.key = lost.key;
