-- migrate:up
set local lock_timeout = '3s';

-- A payer and whoever cancels are not asked in one place: what Stripe received for a deposit that was called off, or
-- refused, is the brand's money all the same. For everything else the ends are ends.
drop trigger status_machine on wallet_transactions;
create trigger status_machine before update of status on wallet_transactions
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM010',
  '{"pending": ["completed", "failed", "cancelled"], "failed": ["completed"], "cancelled": ["completed"]}'
);
create trigger only_deposits_are_paid_late before update of status on wallet_transactions
for each row when (
  old.status in ('failed', 'cancelled') and old.status is distinct from new.status
  and old.transaction_type <> 'deposit'
) execute function app.guard_status_machine('IM010', '{}');

-- migrate:down
set local lock_timeout = '3s';
drop trigger only_deposits_are_paid_late on wallet_transactions;
drop trigger status_machine on wallet_transactions;
create trigger status_machine before update of status on wallet_transactions
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM010', '{"pending": ["completed", "failed", "cancelled"]}'
);
