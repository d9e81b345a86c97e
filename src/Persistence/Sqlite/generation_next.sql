-- Begins a new generation of claims; returns its number. Committed before the first claim is made.
UPDATE ledger SET generation = generation + 1 RETURNING generation;
