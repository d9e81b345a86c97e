-- Removes a hunt with its trees and results, whatever its state: its supervisor has said that it is deleted. Answers stay in the ledger: they are facts.
-- Uses the primary key. No row: it was not there.
DELETE FROM hunts WHERE id = $1 RETURNING id;
