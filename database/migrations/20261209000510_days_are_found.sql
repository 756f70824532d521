-- migrate:up
set local lock_timeout = '3s';

-- What happened on a day is found without reading what happened on all others. What is only appended to lies in the
-- order of time: the first and last time of each hundred pages is enough, and costs an INSERT next to nothing.
create index audit_logs_in_time on audit_logs using brin (created_at) with (autosummarize = on);
create index escrow_events_in_time on escrow_events using brin (created_at) with (autosummarize = on);
create index ledger_entries_in_time on ledger.entries using brin (created_at) with (autosummarize = on);
create index gigs_by_age on gigs (created_at);
create index gigs_closed on gigs (closed_at) where closed_at is not null;
create index deals_by_age on deals (created_at) where gig_id is not null;
create index payouts_paid on payouts (paid_at) where paid_at is not null;

-- Which deposits what a wallet holds came from.
create index wallet_transactions_deposited on wallet_transactions (wallet_id, completed_at desc, id desc)
where transaction_type = 'deposit' and status = 'completed';
-- Administrators look for held funds by where they stand; of what is final there is so much that any walk meets it.
create index escrows_unfinished on escrows (status, id desc)
where status not in ('released', 'refunded', 'cancelled');

-- migrate:down
set local lock_timeout = '3s';
drop index escrows_unfinished;
drop index wallet_transactions_deposited;
drop index payouts_paid;
drop index deals_by_age;
drop index gigs_closed;
drop index gigs_by_age;
drop index ledger.ledger_entries_in_time;
drop index escrow_events_in_time;
drop index audit_logs_in_time;
