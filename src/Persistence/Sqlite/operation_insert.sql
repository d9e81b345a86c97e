-- Gives an operation its number. Uses the unique key; an operation that stands already keeps its number and its row.
INSERT INTO operations (source, key) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING;
