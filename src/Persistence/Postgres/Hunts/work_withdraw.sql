-- Takes back what a hunt has in line and nobody has claimed: it is not to cost calls any more. Rides work_waiting, one line after the other.
-- What another hunt waits for as well is opened again by that hunt, which asks now and then for what it waits for.
DELETE FROM work w
USING lines l
WHERE l.hunt = $1 AND w.operation = l.operation AND w.hunt = l.hunt AND w.node IS NULL;
