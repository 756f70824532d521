-- A pair: what the transfer paid, and the same below zero.
create or replace function app.advance_payout(payout public.payouts, commissions bigint, posted uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.refuse_nulls(num_nulls(payout.id, commissions, posted));
  insert into public.earnings (
    creator_user_id, campaign_id, brand_id, kind, amount, gross_amount, fee_amount, currency, available_at,
    payout_id, reason, ledger_transaction_id
  )
  select
    payout.creator_user_id, o.campaign_id, o.brand_id, 'advance', a.amount, a.amount, 0, payout.currency, now(),
    a.payout_id, 'Paid twice: payout ' || payout.id, posted
  from app.earning_origin(payout) as o
  cross join (values
    (payout.amount - commissions, payout.id), (commissions - payout.amount, null)
  ) as a (amount, payout_id)
  where commissions < payout.amount;
  insert into public.commissions (
    agent_user_id, kind, base_fee, amount, currency, status, available_at, payout_id, reason, ledger_transaction_id
  )
  select
    payout.creator_user_id, 'advance', 0, a.amount, payout.currency, 'available', now(), a.payout_id,
    'Paid twice: payout ' || payout.id, posted
  from (values (commissions, payout.id), (-commissions, null)) as a (amount, payout_id)
  where commissions > 0;
end
$$;

comment on function app.advance_payout(public.payouts, bigint, uuid) is
'Part of app.cover_payout: what a transfer paid that turned up too late, so many minor units of it as commissions, is taken off the '
'next payout.';
