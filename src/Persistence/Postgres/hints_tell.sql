-- Tells the other nodes: kinds and payloads. A transaction of its own without any write, because a commit that notifies holds a lock of the whole server.
SELECT pg_notify(hint_channel(hint.kind), hint.payload) FROM unnest($1::text[], $2::text[]) AS hint (kind, payload);
