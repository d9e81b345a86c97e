-- The journals of the persistent actors, as Akka.Persistence.Sql 1.5.73 reads and writes them; it makes no table itself. Two, so that a refused write of one
-- stops no actor of the other. Payloads are in the program's own format. The library's indexes by time and by sequence number alone are left out: they serve
-- its queries over all actors, which nobody makes here.
--   ordering         over all actors, in the order of the writes
--   created          Unix milliseconds, on the clock of the node that wrote it
--   deleted          set for what was deleted; of each actor the last such event stays, so that its numbers never start again
--   sequence_number  of the actor's events, from 1. Unique with its persistence_id: of two incarnations of an actor, one cannot write on
--   manifest         which event it is, with its version; identifier: of the serializer
--   writer_uuid      the incarnation of the actor that wrote it
--   tags             none are used; a column is less than the table that the library would look into at each deletion

-- Events of the hunts' supervisors.
CREATE TABLE hunt_events (
  ordering bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created bigint NOT NULL,
  deleted boolean NOT NULL,
  persistence_id text NOT NULL,
  sequence_number bigint NOT NULL,
  tags text,
  message bytea NOT NULL,
  manifest text,
  identifier integer,
  writer_uuid text,
  CONSTRAINT hunt_events_uq UNIQUE (persistence_id, sequence_number)
);

-- What a supervisor starts from in place of all its events; sequence_number: of the last event in it.
CREATE TABLE hunt_snapshots (
  persistence_id text NOT NULL,
  sequence_number bigint NOT NULL,
  created bigint NOT NULL,
  snapshot bytea,
  manifest text,
  serializer_id integer,
  PRIMARY KEY (persistence_id, sequence_number)
);

-- Events of the sources' throttles: what is spent of each key.
CREATE TABLE quota_events (
  ordering bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created bigint NOT NULL,
  deleted boolean NOT NULL,
  persistence_id text NOT NULL,
  sequence_number bigint NOT NULL,
  tags text,
  message bytea NOT NULL,
  manifest text,
  identifier integer,
  writer_uuid text,
  CONSTRAINT quota_events_uq UNIQUE (persistence_id, sequence_number)
);

-- What a throttle starts from in place of all its events.
CREATE TABLE quota_snapshots (
  persistence_id text NOT NULL,
  sequence_number bigint NOT NULL,
  created bigint NOT NULL,
  snapshot bytea,
  manifest text,
  serializer_id integer,
  PRIMARY KEY (persistence_id, sequence_number)
);
