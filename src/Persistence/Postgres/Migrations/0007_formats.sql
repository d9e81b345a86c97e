-- The files of trees are kept by format, so that a new format needs no new column.
--   format   what the file is written in: its ending without the dot. "record" is no file, but what a hunt keeps of the tree for reports, and
--            "keys" which IOCs it has
--   content  compressed
ALTER TABLE results RENAME TO results_by_column;
ALTER INDEX results_pkey RENAME TO results_by_column_pkey;

CREATE TABLE results (
  hunt bigint NOT NULL,
  number integer NOT NULL,
  format text NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (hunt, number, format),
  FOREIGN KEY (hunt, number) REFERENCES explorations (hunt, number) ON DELETE CASCADE
);

-- Compressed already: PostgreSQL need not try again.
ALTER TABLE results ALTER COLUMN content SET STORAGE EXTERNAL;

INSERT INTO results (hunt, number, format, content)
SELECT r.hunt, r.number, f.format, f.content
FROM results_by_column r CROSS JOIN LATERAL (VALUES ('txt', r.txt), ('json', r.json)) AS f (format, content)
ORDER BY r.hunt, r.number;

DROP TABLE results_by_column;
