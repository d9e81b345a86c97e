-- The ledger of a cluster, and its nodes. Times are Unix milliseconds on this server's clock. Texts that came from outside are bytea (UTF-8), because
-- text holds no NUL.

-- The clock of everything: moves on within a transaction, so that a statement that has waited for a lock does not take the time of its beginning.
CREATE FUNCTION now_ms() RETURNS bigint
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- Channels carry the schema's name, because channels belong to the database and two installations may share one. A channel has at most 63 bytes.
CREATE FUNCTION hint_channel(kind text) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN octet_length(current_schema()) <= 48 THEN current_schema() ELSE md5(current_schema()) END || '.' || kind $$;

-- LISTEN takes no parameter; the names are made here and quoted.
CREATE FUNCTION listen_to_hints() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('LISTEN %I', hint_channel('work'));
  EXECUTE format('LISTEN %I', hint_channel('answered'));
END
$$;

-- One row each start of a process. The lease of all that a node owns (claims, keys, trees) is this row: it owns while state is 1 or 2 and nobody
-- has found that beat_at is older than the lease.
--   kind          1 coordinator, 2 worker
--   lease         ms without a heartbeat after which the others take the node for dead
--   steady_since  since when its heartbeats came without a gap; who has no steady view of time declares nobody dead
--   state         1 alive, 2 draining (alive, takes nothing new), 3 dead (found by others), 4 ended (in order)
--   status        the node's own text for those who watch
-- No index but the primary key and half of each page free: heartbeats are HOT updates.
CREATE TABLE nodes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind smallint NOT NULL CHECK (kind IN (1, 2)),
  name text NOT NULL,
  version text NOT NULL,
  lease bigint NOT NULL CHECK (lease > 0),
  started_at bigint NOT NULL,
  beat_at bigint NOT NULL,
  steady_since bigint NOT NULL,
  state smallint NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 4),
  sources text[] NOT NULL DEFAULT '{}',
  status text NOT NULL DEFAULT ''
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

CREATE TABLE operations (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  source text NOT NULL,
  name text NOT NULL,
  shape text NOT NULL,
  accepts smallint[] NOT NULL,
  leaves_the_house boolean NOT NULL
);

-- What a node can ask, with the place of its relations in a tree.
CREATE TABLE offers (
  node bigint NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  operation integer NOT NULL REFERENCES operations (id),
  position integer NOT NULL,
  PRIMARY KEY (node, operation)
);

-- One row a query, for ever, never changed. key: the first half of SHA-256 over operation, type and value (QueryKey.cs): an index of 16 bytes
-- whatever the value's length.
CREATE TABLE queries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key uuid NOT NULL UNIQUE,
  operation integer NOT NULL,
  type smallint NOT NULL CHECK (type > 0),
  value bytea NOT NULL
);

-- The open queries, and only those: a row is deleted when its query is answered. While a row stands here, the query has no row in failures.
--   turn   its place in the line: the number of the ask * 2^20 + the place in the ask; lower is claimed earlier
--   node   who has it; null while it waits
--   epoch  of the newest claim, from one sequence for all, so that it never falls, also when the row was deleted and made again
--   call   which call of the node claimed it: a claim whose reply was lost is given back by it
CREATE TABLE work (
  query bigint PRIMARY KEY,
  operation integer NOT NULL,
  hunt bigint NOT NULL,
  turn bigint NOT NULL,
  asked_at bigint NOT NULL,
  node bigint,
  epoch bigint NOT NULL DEFAULT 0,
  claimed_at bigint,
  call bigint
) WITH (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_insert_scale_factor = 0.2,
  autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 2000, autovacuum_vacuum_cost_delay = 0
);

-- The lines in which queries wait. By operation, not by source: what a lane may not ask must not stand in its way.
CREATE INDEX work_waiting ON work (operation, hunt, turn) WHERE node IS NULL;

CREATE INDEX work_claimed ON work (node) WHERE node IS NOT NULL;

CREATE SEQUENCE turns;

-- No cache: numbers taken ahead by a session would come out of order.
CREATE SEQUENCE epochs CACHE 1;

-- Which lines there are (or were: a line may be empty). Written by asks; a line is deleted when its hunt has ended and has no work left.
CREATE TABLE lines (
  operation integer NOT NULL,
  hunt bigint NOT NULL,
  PRIMARY KEY (operation, hunt)
);

-- The newest fact of each query that ever had one. relations: [["label","type","value",...],...] (RelationsText.cs); [] is "knows of nothing".
CREATE TABLE facts (
  query bigint PRIMARY KEY,
  fact_at bigint NOT NULL,
  cut boolean NOT NULL,
  relations bytea NOT NULL
);

-- The failure of each query that was not answered when it was asked last.
CREATE TABLE failures (
  query bigint PRIMARY KEY,
  failed_at bigint NOT NULL,
  reason smallint NOT NULL,
  retry_at bigint,
  detail bytea NOT NULL
);

-- Who may spend an API key: the node, under the newest epoch, while the node is alive. key names it without telling it and begins with the source.
--   spent_at   when spent was written down: the node that takes over has another clock than the one that wrote it
--   wanted_at  when somebody last took it, spent of it or tried to take it; keys that nobody wants do not count in the shares of the nodes
CREATE TABLE source_keys (
  key text PRIMARY KEY,
  source text NOT NULL,
  node bigint,
  epoch bigint NOT NULL DEFAULT 0,
  wanted_at bigint NOT NULL,
  spent bytea NOT NULL DEFAULT '',
  spent_at bigint
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
