-- What the service keeps of hunts. Times are Unix milliseconds on the database's clock. Texts that come from outside are bytea (UTF-8), because text
-- cannot hold every one of them; names that the service has checked itself are text.

-- One row a hunt. The counts are changed in the transaction that changes the state of a tree, so they always add up.
--   state          1 running, 2 paused, 3 cancelled, 4 finished
--   request_hash   of what was submitted under the idempotency key
--   facts_since    answers older than this are asked anew; failures_since: failures older than this are
--   operations     the ledger's numbers of the operations, in tree order; null until the first node takes a tree. Fixed from then on, so that every node
--                  that ever works on the hunt builds the same trees
--   trees_open     trees without an end; the hunt is finished when there is none, by counting
CREATE TABLE hunts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  submitted_by text NOT NULL,
  idempotency_key text,
  request_hash bytea,
  state smallint NOT NULL CHECK (state BETWEEN 1 AND 4),
  depth smallint NOT NULL CHECK (depth >= 0),
  plain boolean NOT NULL,
  send_reserved boolean NOT NULL,
  submitted_at bigint NOT NULL,
  facts_since bigint NOT NULL,
  failures_since bigint NOT NULL,
  ended_at bigint,
  operations integer[],
  duplicates integer NOT NULL,
  bad_lines integer NOT NULL,
  first_bad_lines bytea NOT NULL,
  trees integer NOT NULL,
  trees_open integer NOT NULL CHECK (trees_open BETWEEN 0 AND trees),
  complete integer NOT NULL DEFAULT 0,
  with_missing integer NOT NULL DEFAULT 0,
  given_up integer NOT NULL DEFAULT 0,
  nodes bigint NOT NULL DEFAULT 0,
  UNIQUE (submitted_by, idempotency_key),
  CHECK (trees = trees_open + complete + with_missing + given_up),
  CHECK ((ended_at IS NULL) = (state <= 2))
) WITH (fillfactor = 80);

-- The hunts that nodes look at every second: few, however many there were.
CREATE INDEX hunts_open ON hunts (id) WHERE state <= 2;

-- One row a tree.
--   number         the place of its seed, from 1
--   state          1 waiting, 2 exploring, 3 complete, 4 with missing, 5 given up
--   node           who explores it; its lease is the node's row
--   epoch          grows each time the tree changes hands, and goes with the result
--   deaths         how often its node died over it
--   tally          the queries behind it and what it lacks, for summaries (JSON)
CREATE TABLE explorations (
  hunt bigint NOT NULL REFERENCES hunts (id) ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  type smallint NOT NULL,
  value bytea NOT NULL,
  name_is_taken boolean NOT NULL,
  state smallint NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 5),
  node bigint,
  epoch bigint NOT NULL DEFAULT 0,
  deaths smallint NOT NULL DEFAULT 0,
  nodes integer,
  missing integer,
  file_name text,
  tally bytea,
  problem bytea,
  done_at bigint,
  PRIMARY KEY (hunt, number),
  CHECK ((state = 2) = (node IS NOT NULL)),
  CHECK ((state >= 3) = (done_at IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX explorations_waiting ON explorations (hunt, number) WHERE state = 1;
CREATE INDEX explorations_owned ON explorations (node, hunt) WHERE node IS NOT NULL;

-- The trees as files: TXT and JSON, compressed with gzip. A table of its own, so that looking at trees does not read them.
CREATE TABLE results (
  hunt bigint NOT NULL,
  number integer NOT NULL,
  txt bytea NOT NULL,
  json bytea NOT NULL,
  PRIMARY KEY (hunt, number),
  FOREIGN KEY (hunt, number) REFERENCES explorations (hunt, number) ON DELETE CASCADE
);

-- Compressed already: PostgreSQL need not try again.
ALTER TABLE results ALTER COLUMN txt SET STORAGE EXTERNAL, ALTER COLUMN json SET STORAGE EXTERNAL;

-- Who may use the API. hash: SHA-256 of the token, which is 256 random bits and is kept nowhere. role: 1 read, 2 submit, 3 admin.
CREATE TABLE tokens (
  name text PRIMARY KEY,
  role smallint NOT NULL CHECK (role BETWEEN 1 AND 3),
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  created_at bigint NOT NULL
);
