-- The hunts of this file: each run of explore is one. Times are Unix milliseconds.

-- One row a hunt, written when it begins.
--   ended_at  when its last tree was recorded; null while it goes on, and for ever when it was interrupted
--   rules     what it followed and let out (JSON)
--   seeds     how many trees there will be; complete, with_missing and given_up: how they ended so far; nodes: of all of these
-- A number is never given twice, also when its hunt is removed.
CREATE TABLE hunts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  depth INTEGER NOT NULL,
  rules TEXT NOT NULL,
  seeds INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0,
  with_missing INTEGER NOT NULL DEFAULT 0,
  given_up INTEGER NOT NULL DEFAULT 0,
  nodes INTEGER NOT NULL DEFAULT 0,
  CHECK (complete + with_missing + given_up <= seeds)
) STRICT;

-- number: the place of the seed in its hunt, from 1.
CREATE TABLE hunt_seeds (
  hunt INTEGER NOT NULL REFERENCES hunts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  type INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (hunt, number)
) STRICT, WITHOUT ROWID;

-- One row a tree that has ended.
--   state   3 complete, 4 with missing, 5 given up
--   keys    which IOCs the tree has (TreeKeys): trees are found by them without reading the record
--   record  what is kept of the tree for reports, compressed (TreeRecordBytes); null when it was given up. Last, because it is long: what stands before it is
--           read without it
CREATE TABLE hunt_trees (
  hunt INTEGER NOT NULL REFERENCES hunts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 3 AND 5),
  nodes INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  keys BLOB,
  record BLOB,
  PRIMARY KEY (hunt, number)
) STRICT;
