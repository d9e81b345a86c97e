-- The number of an ask: its queries stand in line behind those of all asks before it.
SELECT nextval('turns');
