-- The orderly end of a node. A later one on the same address stays.
DELETE FROM node_addresses WHERE address = $1 AND uid = $2;
