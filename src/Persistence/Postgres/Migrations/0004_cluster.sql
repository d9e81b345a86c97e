-- How nodes find each other, and the row by which a divided cluster decides which side lives. All times by the database's clock, in milliseconds.

-- The Akka addresses of the nodes. Serves joining alone: who is alive is for the cluster's failure detector to say.
--   uid       of the ActorSystem behind the address: a process that starts again on the same port is another one
--   phase     1 starting or joining, 2 founding a cluster, 3 up: only with such a one may others join
--   beat_at   written every few seconds; the row of a process that was killed stays, and is told from a live one by its age
CREATE TABLE node_addresses (
  address text PRIMARY KEY,
  uid bigint NOT NULL,
  roles text[] NOT NULL,
  name text NOT NULL,
  version text NOT NULL,
  phase smallint NOT NULL CHECK (phase BETWEEN 1 AND 3),
  started_at bigint NOT NULL,
  beat_at bigint NOT NULL
) WITH (fillfactor = 50);

-- Held for some seconds by the node that decides for its side of a split. A row that has run out is anybody's.
CREATE TABLE cluster_leases (
  name text PRIMARY KEY,
  owner text NOT NULL,
  until bigint NOT NULL
) WITH (fillfactor = 50);
