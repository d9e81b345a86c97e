-- Which migrations this file has, and since when.
CREATE TABLE schema_versions (
  version INTEGER PRIMARY KEY,
  applied_at INTEGER NOT NULL
) STRICT;

-- One line. The generation grows each time the file is opened for work; it is the upper part of every claim's epoch (Claims.cs), so that no claim
-- of an earlier process is ever current again. keyed_to is the last query whose key stands in query_keys.
CREATE TABLE ledger (
  only_line INTEGER PRIMARY KEY CHECK (only_line = 1),
  generation INTEGER NOT NULL,
  keyed_to INTEGER NOT NULL
) STRICT;

INSERT INTO ledger (only_line, generation, keyed_to) VALUES (1, 0, 0);

CREATE TABLE operations (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE
) STRICT;

-- One row a query, for ever.
--   state      1 open (waiting or in the hands of a worker), 2 answered by a fact, 3 failed
--   hunt       who asked first since it was last opened
--   turn       its place in the line while it is open: lower is claimed earlier; null when it is closed
--   failed_at  when the failure was recorded; meant only in state 3
-- (The check of state is no IN list on purpose: SQLite builds a temporary table for a list of three at every write, a third of the cost of a call.)
-- Times are Unix milliseconds. Who has claimed an open query is not written down: this file serves one process, and what a dead process had
-- claimed is open again. A claim so costs no write.
CREATE TABLE queries (
  id INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operations (id),
  type INTEGER NOT NULL CHECK (type > 0),
  value TEXT NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
  hunt INTEGER NOT NULL,
  turn INTEGER,
  failed_at INTEGER,
  failure_reason INTEGER,
  retry_at INTEGER,
  failure_detail TEXT,
  CHECK ((state = 1) = (turn IS NOT NULL)),
  CHECK (state <> 3 OR failed_at IS NOT NULL),
  CHECK ((failed_at IS NULL) = (failure_reason IS NULL))
) STRICT;

-- The newest fact of each query that ever had one; it stands while the query is asked anew and when that fails. relations:
-- [["label","type","value","value",...],...], runs in the order of the answer; [] is the answer "knows of nothing".
-- A table of its own because a row that grows tenfold when it is answered is moved from page to page: in one table an answer cost half as much again.
CREATE TABLE facts (
  query INTEGER PRIMARY KEY,
  fact_at INTEGER NOT NULL,
  cut INTEGER NOT NULL CHECK (cut IN (0, 1)),
  relations TEXT NOT NULL
) STRICT;

-- What a query is found by; one query per (operation, IOC). Filled some thousand queries at a time, in key order (keys_merge), because keys
-- come at random: as an index of the table, written with every query, it cost a page of WAL a query and was half of what the whole ledger costs.
-- The newest queries, above ledger.keyed_to, are known in memory (QueryKeys.cs) and are read from the table at open.
CREATE TABLE query_keys (
  operation INTEGER NOT NULL,
  value TEXT NOT NULL,
  type INTEGER NOT NULL,
  query INTEGER NOT NULL,
  PRIMARY KEY (operation, value, type)
) STRICT, WITHOUT ROWID;

-- The lines of open work: small however large the ledger grows.
CREATE UNIQUE INDEX queries_open ON queries (operation, hunt, turn) WHERE turn IS NOT NULL;

-- Who may spend an API key: only the newest epoch.
CREATE TABLE source_keys (
  key TEXT PRIMARY KEY,
  epoch INTEGER NOT NULL,
  spent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
