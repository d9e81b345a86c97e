-- What joins the seeds of a hunt, as it was computed last: for a large hunt that takes a minute.
--   holds    what the hunt held by then, as one text: while it holds the same, the report is good
--   made_at  when the computation began
--   content  JSON, compressed
CREATE TABLE reports (
  hunt bigint PRIMARY KEY REFERENCES hunts (id) ON DELETE CASCADE,
  holds text NOT NULL,
  made_at bigint NOT NULL,
  content bytea NOT NULL
);

-- Compressed already: PostgreSQL need not try again.
ALTER TABLE reports ALTER COLUMN content SET STORAGE EXTERNAL;
