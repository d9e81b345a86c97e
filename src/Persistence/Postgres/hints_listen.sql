-- Listens to the hints of other nodes on this connection.
SELECT listen_to_hints();
