-- The ledger becomes a store of answers: one row a query that was answered, written when it is answered. What was open is dropped: whoever still wants it asks again.
-- One pass over the file: queries and facts are read side by side in the order of their numbers, and the answers are appended. The pages of the old tables
-- stay in the file as free ones and take up the answers to come.

-- One row a query that was ever answered, with what stands of it.
--   fact_at    when the newest fact (found, empty) was recorded; null when there never was one. cut and relations belong to it; relations:
--              [["label","type","value","value",...],...], runs in the order of the answer; [] is the answer "knows of nothing"
--   failed_at  when it was not answered since; null when the fact is newer. It stands beside an older fact. reason, retry_at and detail belong to it
-- Times are Unix milliseconds. One table, since a row is written once, with all that it will mostly ever hold. relations comes last: whatever is before it is
-- read without the pages that a long text runs over into. No reference to operations: the ledger knows them all in memory and checks every query.
CREATE TABLE answers (
  id INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL,
  type INTEGER NOT NULL CHECK (type > 0),
  value TEXT NOT NULL,
  fact_at INTEGER,
  cut INTEGER NOT NULL CHECK (cut IN (0, 1)),
  failed_at INTEGER,
  failure_reason INTEGER,
  retry_at INTEGER,
  failure_detail TEXT,
  relations TEXT,
  CHECK ((fact_at IS NULL) = (relations IS NULL)),
  CHECK ((failed_at IS NULL) = (failure_reason IS NULL)),
  CHECK (fact_at IS NOT NULL OR failed_at IS NOT NULL)
) STRICT;

-- A failure of a query that was opened again (state 1) was void already; its fact stands.
INSERT INTO answers (id, operation, type, value, fact_at, cut, failed_at, failure_reason, retry_at, failure_detail, relations)
SELECT queries.id, queries.operation, queries.type, queries.value, facts.fact_at, coalesce(facts.cut, 0),
  CASE WHEN queries.state = 3 THEN queries.failed_at END,
  CASE WHEN queries.state = 3 THEN queries.failure_reason END,
  CASE WHEN queries.state = 3 THEN queries.retry_at END,
  CASE WHEN queries.state = 3 THEN coalesce(queries.failure_detail, '') END,
  facts.relations
FROM queries LEFT JOIN facts ON facts.query = queries.id
WHERE facts.query IS NOT NULL OR queries.state = 3
ORDER BY queries.id;

-- The keys stay as they are, but for those of dropped queries; those that were not merged yet are merged now.
DELETE FROM query_keys
WHERE query IN (
  SELECT id
  FROM queries
  WHERE turn IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.query = queries.id)
);

INSERT INTO query_keys (operation, value, type, query)
SELECT operation, value, type, id
FROM answers
WHERE id > (SELECT keyed_to FROM ledger)
ORDER BY operation, value, type;

-- What an answer is found by; one row per (operation, IOC). Filled some thousand answers at a time, in key order (keys_merge), because keys come at random:
-- as an index of the table, written with every answer, it cost a page of WAL an answer and was half of what the whole ledger costs. The newest answers, above
-- ledger.keyed_to, are known in memory (AnswerKeys.cs) and are read from the table at open.
ALTER TABLE query_keys RENAME TO answer_keys;
ALTER TABLE answer_keys RENAME COLUMN query TO answer;

DROP TABLE facts;
DROP TABLE queries;

-- keyed_to is the last answer whose key stands in answer_keys. There are no claims any more, so no generations of them.
UPDATE ledger SET keyed_to = (SELECT coalesce(max(id), 0) FROM answers);
ALTER TABLE ledger DROP COLUMN generation;

-- What the version before had written down as spent of the API keys; read when a journal of quotas begins, written never.
CREATE TABLE carried_over_quotas (
  key TEXT PRIMARY KEY,
  spent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO carried_over_quotas (key, spent)
SELECT key, spent FROM source_keys WHERE spent <> '';

DROP TABLE source_keys;
