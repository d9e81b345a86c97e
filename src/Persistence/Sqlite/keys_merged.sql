-- Notes how far keys_merge has come, in the same transaction.
UPDATE ledger SET keyed_to = (SELECT coalesce(max(id), 0) FROM answers);
