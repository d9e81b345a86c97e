-- Waits at most 30 s for another process that migrates; a migration itself has no limit. Holds until the end of the transaction.
SELECT set_config('lock_timeout', '30s', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true);
