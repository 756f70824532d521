-- Stripe has paid it, whatever we believed: either what it was made of is still free and is paid by it after all, or that
-- went into another payout, and it was an advance, which the next one takes off. What is held counts as free: it is paid.
create or replace function app.cover_payout(payout public.payouts) returns void
language plpgsql security definer set search_path = '' as $$
declare
  is_free boolean;
  commissions bigint;
  posted uuid;
begin
  -- No run may take them meanwhile.
  perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  is_free := (
    select count(*) from public.earnings as e
    where e.id = any(payout.earning_ids) and e.status = 'pending' and e.payout_id is null
  ) + (
    select count(*) from public.commissions as c
    where c.id = any(payout.commission_ids) and c.status in ('pending', 'available', 'held') and c.payout_id is null
  ) = nullif(cardinality(payout.earning_ids || payout.commission_ids), 0);
  commissions := case when is_free then payout.commission_amount else app.commission_part(payout, payout.amount) end;
  select ledger.post('payout', 'payout_again:' || payout.id, m.account_ids, m.amounts) into posted
  from app.payable_moves(payout, commissions) as m;
  perform app.record_wallet_transaction(
    app.wallet_of(null, payout.creator_user_id, payout.currency), 'transfer', payout.amount, -payout.amount,
    payout.currency, 'payout_again:' || payout.id, posted, 'Payout that was made after all'
  );
  if is_free then
    update public.earnings as e set payout_id = payout.id where e.id = any(payout.earning_ids);
    update public.commissions as c set payout_id = payout.id where c.id = any(payout.commission_ids);
  else
    update public.payouts as p set commission_amount = commissions where p.id = payout.id;
    perform app.advance_payout(payout, commissions, posted);
  end if;
end
$$;

comment on function app.cover_payout(public.payouts) is
'Part of app.settle_payout, for one that had failed: payable → in transit again, with its earnings and commissions, or netted later.';
