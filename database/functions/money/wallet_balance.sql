-- Definer, because people read no ledger. Callers name the columns, so that one more at the
-- end disturbs none of them.
drop function if exists app.wallet_balance(uuid);
create or replace function app.wallet_balance(wallet_id uuid)
returns table (available bigint, reserved bigint, pending bigint, debt bigint, held bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.visible_wallet(wallet_id);
begin
  if wallet.brand_id is not null then
    return query select
      coalesce(sum(a.balance) filter (where a.purpose = 'brand_available'), 0)::bigint,
      coalesce(sum(a.balance) filter (where a.purpose = 'campaign_reserved'), 0)::bigint,
      coalesce((
        select sum(t.amount) from public.wallet_transactions as t
        where t.wallet_id = wallet.id and t.transaction_type = 'deposit' and t.status = 'pending'
      ), 0)::bigint,
      coalesce(-sum(ledger.balance(a.id)) filter (where a.purpose = 'disputes'), 0)::bigint,
      coalesce(sum(a.balance) filter (where a.purpose in ('gig_held', 'deal_held', 'reward_budget')), 0)::bigint
    from ledger.accounts as a where a.brand_id = wallet.brand_id and a.currency = wallet.currency;
  else
    return query select
      coalesce(sum(o.amount) filter (where o.is_due), 0)::bigint,
      coalesce((
        select a.balance from ledger.accounts as a
        where a.user_id = wallet.user_id and a.currency = wallet.currency and a.purpose = 'payout_in_transit'
      ), 0)::bigint,
      coalesce(sum(o.amount) filter (where not o.is_due), 0)::bigint,
      0::bigint,
      coalesce((
        select sum(h.price) from public.escrows as h
        where h.creator_user_id = wallet.user_id and h.currency = wallet.currency and h.locked_at is not null
          and h.status not in ('released', 'refunded')
      ), 0)::bigint
    from (
      select e.amount, e.available_at <= now() as is_due from public.earnings as e
      where e.creator_user_id = wallet.user_id and e.currency = wallet.currency
        and e.status = 'pending' and e.payout_id is null
      union all
      select c.amount, c.status <> 'held' and c.available_at <= now() from public.commissions as c
      where c.agent_user_id = wallet.user_id and c.currency = wallet.currency
        and c.status in ('pending', 'available', 'held') and c.payout_id is null
    ) as o;
  end if;
end
$$;

comment on function app.wallet_balance(uuid) is
'Minor units. Brand: available; reserved for campaigns; pending deposits; debt, which is paid before anything is '
'available; held for gigs, deals and rewards. Creator or agent: earnings and commissions past their hold, less what was taken back; in transit '
'to the bank; earnings and commissions on hold; prices that are held for their deals. Raises IG003.';

grant execute on function app.wallet_balance(uuid) to authenticated, admin, service;
