-- What live workers offer, each operation once, in the order of its relations in a tree, cleared for what all of them are cleared for. Reads nodes and offers (small).
SELECT operations.id, operations.source, operations.name, operations.shape, operations.accepts, operations.leaves_the_house, min(offers.position) AS position,
  min(offers.cleared_for) AS cleared_for
FROM nodes
JOIN offers ON offers.node = nodes.id
JOIN operations ON operations.id = offers.operation
WHERE nodes.kind = 2 AND nodes.state = 1
GROUP BY operations.id
ORDER BY position, operations.source, operations.name, operations.id;
