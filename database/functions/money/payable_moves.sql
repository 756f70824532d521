-- A payout of both kinds is one posting of three entries; of one kind, of two. No entry moves nothing.
create or replace function app.payable_moves(payout public.payouts, commissions bigint) returns table (
  account_ids uuid[], amounts bigint[]
)
language sql security definer set search_path = '' as $$
  select array_agg(m.account_id order by m.purpose), array_agg(m.amount order by m.purpose)
  from (
    select w.purpose, w.amount, ledger.account(w.purpose, payout.currency, null, payout.creator_user_id) as account_id
    from (values
      ('agent_payable', -commissions), ('creator_payable', commissions - payout.amount), ('payout_in_transit', payout.amount)
    ) as w (purpose, amount)
    where w.amount <> 0
  ) as m
$$;

comment on function app.payable_moves(public.payouts, bigint) is
'Accounts and signed amounts that take a payout from what its payee is owed, so many minor units of it as commissions, into transit.';
