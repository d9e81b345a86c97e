-- Mends lines: work whose line was deleted in the moment in which it was asked would wait for ever. Reads work_waiting; from time to time only.
INSERT INTO lines (operation, hunt)
SELECT DISTINCT operation, hunt
FROM work
WHERE node IS NULL AND NOT EXISTS (SELECT FROM lines WHERE lines.operation = work.operation AND lines.hunt = work.hunt)
ORDER BY operation, hunt
ON CONFLICT DO NOTHING;
