-- owner: app_owner
-- An entry that waits for its fold has no balance of its own yet: it is counted on from the last fold. With the
-- policies of whoever asks.
create or replace view ledger.statement with (security_invoker = true) as
select
  e.account_id,
  e.transaction_id,
  t.kind,
  t.description,
  e.amount,
  e.currency,
  e.created_at,
  coalesce(e.balance_after, (
    a.folded_balance + sum(e.amount) filter (where e.account_version is null)
      over (partition by e.account_id order by e.account_version nulls last, e.transaction_id)
  )::bigint) as balance_after,
  row_number() over (partition by e.account_id order by e.account_version nulls last, e.transaction_id)
    as place
from ledger.entries as e
inner join ledger.accounts as a on e.account_id = a.id
inner join ledger.transactions as t on e.transaction_id = t.id;

comment on view ledger.statement is 'Entries of each account in order, with the balance after each.';

grant select on ledger.statement to admin, service, app_internal;
