-- The hunts that have a query waiting in one of these operations. Rides the primary key of lines and one probe of work_waiting each line.
SELECT DISTINCT lines.hunt
FROM lines
WHERE lines.operation = ANY ($1::integer[])
  AND EXISTS (SELECT FROM work WHERE work.operation = lines.operation AND work.hunt = lines.hunt AND work.node IS NULL)
ORDER BY lines.hunt;
