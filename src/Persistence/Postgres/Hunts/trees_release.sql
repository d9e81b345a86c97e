-- Gives trees back that the node still owns; somebody else takes them. Rides the primary key; a tree that has changed hands is passed over.
UPDATE explorations e
SET state = 1, node = NULL
FROM unnest($2::bigint[], $3::integer[], $4::bigint[]) AS t (hunt, number, epoch)
WHERE e.hunt = t.hunt AND e.number = t.number AND e.node = $1 AND e.epoch = t.epoch AND e.state = 2;
