-- The files of the trees behind a known one, a few trees at a time, so that no snapshot is held while a slow client reads; a row for each file, in the formats
-- that are asked for. Uses the primary keys: the page of numbers comes from the index of results alone.
SELECT e.number, e.file_name, e.done_at, r.format, r.content
FROM (
  SELECT number FROM results WHERE hunt = $1 AND number > $2 AND format = ANY ($4) GROUP BY number ORDER BY number LIMIT $3
) page
JOIN explorations e ON e.hunt = $1 AND e.number = page.number
JOIN results r ON r.hunt = $1 AND r.number = page.number AND r.format = ANY ($4)
ORDER BY e.number;
