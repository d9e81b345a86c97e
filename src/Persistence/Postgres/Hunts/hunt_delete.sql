-- Removes a hunt that is over, with its trees and results. Answers stay in the ledger: they are facts. Rides the primary key. No row: unknown, or not over.
DELETE FROM hunts WHERE id = $1 AND state >= 3 RETURNING id;
