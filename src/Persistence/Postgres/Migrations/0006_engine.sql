-- The engine changed: Akka.NET owns, elects and notifies. The database is a store and no queue. Answers, hunts, results and tokens stay as they are.

-- What was spent of each key (of each lane of it) by the version before. Read once, when a key has no event of its own yet.
CREATE TABLE carried_over_quotas (
  key text PRIMARY KEY,
  spent bytea NOT NULL
);
INSERT INTO carried_over_quotas (key, spent) SELECT key, spent FROM source_keys WHERE spent <> '';

-- A hunt that was under way is listed as interrupted, and can be retried: its trees are walked again, what was answered is not asked again.
--   state       1 running, 2 paused, 3 cancelled, 4 finished, 5 interrupted
--   exploring   of trees_open, those that are explored now, as the hunt's supervisor said last
--   active      their numbers
--   clearances  of operations, in the same order: the level up to which each was cleared when the hunt was prepared
-- The row is for listing: the supervisor writes it after its events, and they are the truth.
ALTER TABLE hunts DROP CONSTRAINT hunts_state_check;
ALTER TABLE hunts ADD CONSTRAINT hunts_state_check CHECK (state BETWEEN 1 AND 5);
ALTER TABLE hunts ADD COLUMN exploring integer NOT NULL DEFAULT 0;
ALTER TABLE hunts ADD COLUMN active integer[] NOT NULL DEFAULT '{}';
ALTER TABLE hunts ADD COLUMN clearances smallint[];
UPDATE hunts SET state = 5, ended_at = now_ms() WHERE state <= 2;

-- A tree belongs to nobody in the database. Its row is written when it is over, and again with the same when it was explored twice.
DROP INDEX explorations_owned;
DROP INDEX explorations_waiting;
UPDATE explorations SET state = 1, node = NULL WHERE state = 2;
ALTER TABLE explorations DROP COLUMN node, DROP COLUMN epoch, DROP COLUMN deaths;
ALTER TABLE explorations DROP CONSTRAINT explorations_state_check;
ALTER TABLE explorations ADD CONSTRAINT explorations_state_check CHECK (state IN (1, 3, 4, 5));

DROP TABLE offers;
DROP TABLE nodes;
DROP TABLE source_keys;
DROP TABLE work;
DROP TABLE lines;
DROP SEQUENCE turns;
DROP SEQUENCE epochs;
DROP FUNCTION listen_to_hints();
DROP FUNCTION hint_channel(text);
