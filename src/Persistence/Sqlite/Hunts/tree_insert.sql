-- A tree has ended. One that is recorded already stays as it is, and nothing is changed. Uses the index of hunt and number.
INSERT INTO hunt_trees (hunt, number, state, nodes, missing, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING;
