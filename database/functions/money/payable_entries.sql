-- A person has one wallet for what they are owed as creator and as agent, and a payout takes from both at once: a booking is
-- a transaction. Both accounts are appended to without a lock, and their bookings are few: they are counted in the order of
-- their times.
create or replace function app.payable_entries(wallet public.wallets) returns table (
  place bigint, transaction_id uuid, created_at timestamptz, amount bigint, balance bigint
)
language sql stable security definer set search_path = '' as $$
  select
    row_number() over told, m.transaction_id, m.created_at, m.amount, (sum(m.amount) over told)::bigint
  from (
    select e.transaction_id, min(e.created_at) as created_at, sum(e.amount)::bigint as amount
    from ledger.accounts as a inner join ledger.entries as e on e.account_id = a.id
    where a.owner_id = wallet.user_id and a.currency = wallet.currency
      and a.purpose in ('creator_payable', 'agent_payable')
    group by e.transaction_id
  ) as m
  window told as (order by m.created_at, m.transaction_id)
$$;

comment on function app.payable_entries(public.wallets) is
'What each booking of a person''s wallet moved and left, earnings and commissions together, in minor units, oldest first; none of a brand''s.';
