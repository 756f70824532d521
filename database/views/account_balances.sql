-- owner: app_owner
-- The row of an account that may go negative is behind until its next fold; with the policies of whoever asks.
create or replace view ledger.account_balances with (security_invoker = true) as
select
  a.id,
  a.purpose,
  a.currency,
  a.brand_id,
  a.campaign_id,
  a.user_id,
  (a.balance + a.folded_balance + coalesce(unfolded.amount, 0))::bigint as balance,
  a.gig_id,
  a.deal_id,
  a.program_id
from ledger.accounts as a
left join lateral (
  select sum(e.amount) as amount from ledger.entries as e
  where a.may_go_negative and e.account_id = a.id and e.account_version is null
) as unfolded on true;

comment on view ledger.account_balances is 'Every account with what it holds now, unfolded entries included.';

grant select on ledger.account_balances to admin, service, app_internal;
