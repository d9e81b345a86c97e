-- What a hunt follows and lets out beside its depth, and how far its seeds may travel.
--   hunts.rules             JSON; null: everything is followed
--   explorations.sharing    the level of the seed: 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red
--   offers.cleared_for      the level up to which the worker's configuration lets the source hear of IOCs
ALTER TABLE hunts ADD COLUMN rules bytea;
ALTER TABLE explorations ADD COLUMN sharing smallint NOT NULL DEFAULT 0 CHECK (sharing BETWEEN 0 AND 4);
ALTER TABLE offers ADD COLUMN cleared_for smallint NOT NULL DEFAULT 0 CHECK (cleared_for BETWEEN 0 AND 4);
