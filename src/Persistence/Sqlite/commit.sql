-- Ends the transaction of a group of calls; when it returns, the group is durable. Costs nothing when nothing was changed.
COMMIT;
