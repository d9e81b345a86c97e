-- How many queries are open and claimed, of each operation. Reads an index of work (open work only).
SELECT operation, count(*)::integer FROM work GROUP BY operation;
