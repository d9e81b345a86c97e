-- Begins the transaction of a group of calls. There is one connection, so nobody can be in the way.
BEGIN;
