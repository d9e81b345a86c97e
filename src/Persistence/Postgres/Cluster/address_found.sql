-- Under the lock: the claim to found the cluster. Granted when no other node that is up or founding has written for less than $3. Then the rows of dead
-- nodes are deleted too, so that a founder whose claim ran out finds it gone (address_founded). Returns a row when the claim was taken.
WITH alive AS (
  SELECT FROM node_addresses WHERE address <> $1 AND phase >= 2 AND beat_at > now_ms() - $3
), forgotten AS (
  DELETE FROM node_addresses WHERE address <> $1 AND beat_at <= now_ms() - $3 AND NOT EXISTS (SELECT FROM alive)
)
UPDATE node_addresses SET phase = 2, beat_at = now_ms()
WHERE address = $1 AND uid = $2 AND NOT EXISTS (SELECT FROM alive)
RETURNING address;
