-- How much open work each operation and hunt has, once, at open. Reads queries_open from end to end (open work only, no table rows).
SELECT operation, hunt, count(*), max(turn)
FROM queries
WHERE turn IS NOT NULL
GROUP BY operation, hunt;
