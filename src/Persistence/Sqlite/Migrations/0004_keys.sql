-- The keys of trees get a table of their own, so that a search through those of a hunt reads nothing else. Beside the records they were spread over
-- nearly every page of the file: a row of both took a page, and wasted what was left of it.

-- One row a tree that has ended.
--   state   3 complete, 4 with missing, 5 given up
--   record  what is kept of the tree for reports, compressed (TreeRecordBytes); null when it was given up. Last, because it is long: what stands before it is
--           read without it
CREATE TABLE ended_trees (
  id INTEGER PRIMARY KEY,
  hunt INTEGER NOT NULL REFERENCES hunts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 3 AND 5),
  nodes INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  record BLOB,
  UNIQUE (hunt, number)
) STRICT;

-- Which IOCs a tree has (TreeKeys): trees are found by them without reading the record. No row for a tree that was given up. By the number of the tree's row
-- rather than by hunt and number: an index of these would be one more page that every tree writes.
CREATE TABLE hunt_keys (
  tree INTEGER PRIMARY KEY REFERENCES ended_trees (id) ON DELETE CASCADE,
  keys BLOB NOT NULL
) STRICT;

-- Row by row, so that the pages which a row leaves take up the next ones, and the file hardly grows: copied table by table it would be nearly twice as large.
-- (Stripped of the column in place, each row would keep its page, most of it empty.)
CREATE TRIGGER hunt_trees_move BEFORE DELETE ON hunt_trees
BEGIN
  INSERT INTO ended_trees (id, hunt, number, state, nodes, missing, record)
  VALUES (OLD.rowid, OLD.hunt, OLD.number, OLD.state, OLD.nodes, OLD.missing, OLD.record);
  INSERT INTO hunt_keys (tree, keys) SELECT OLD.rowid, OLD.keys WHERE OLD.keys IS NOT NULL;
END;

DELETE FROM hunt_trees;
DROP TABLE hunt_trees;
ALTER TABLE ended_trees RENAME TO hunt_trees;
