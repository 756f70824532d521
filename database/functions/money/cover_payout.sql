-- Stripe has paid it, whatever we believed: either its earnings are still free and are paid by it after all, or they went
-- into another payout, and it was an advance, which the next one takes off.
create or replace function app.cover_payout(payout public.payouts) returns void
language plpgsql security definer set search_path = '' as $$
declare
  posted uuid;
begin
  -- No run may take them meanwhile.
  perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  posted := ledger.post(
    'payout', 'payout_again:' || payout.id,
    array[
      ledger.account('creator_payable', payout.currency, null, payout.creator_user_id),
      ledger.account('payout_in_transit', payout.currency, null, payout.creator_user_id)
    ],
    array[-payout.amount, payout.amount]
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, payout.creator_user_id, payout.currency), 'transfer', payout.amount, -payout.amount,
    payout.currency, 'payout_again:' || payout.id, posted, 'Payout that was made after all'
  );
  if (
    select count(*) from public.earnings as e
    where e.id = any(payout.earning_ids) and e.status = 'pending' and e.payout_id is null
  ) = nullif(cardinality(payout.earning_ids), 0) then
    update public.earnings as e set payout_id = payout.id where e.id = any(payout.earning_ids);
  else
    insert into public.earnings (
      creator_user_id, campaign_id, brand_id, kind, amount, gross_amount, fee_amount, currency, available_at,
      payout_id, reason, ledger_transaction_id
    )
    select
      payout.creator_user_id, o.campaign_id, o.brand_id, 'advance', a.amount, a.amount, 0, payout.currency, now(),
      a.payout_id, 'Paid twice: payout ' || payout.id, posted
    from (
      select e.campaign_id, e.brand_id from public.earnings as e
      where e.creator_user_id = payout.creator_user_id and e.currency = payout.currency
      order by e.id = any(payout.earning_ids) desc, e.amount desc, e.id limit 1
    ) as o
    cross join (values (payout.amount, payout.id), (-payout.amount, null)) as a (amount, payout_id);
  end if;
end
$$;

comment on function app.cover_payout(public.payouts) is
'Part of app.settle_payout, for one that had failed: payable → in transit again, with its earnings, or netted later.';
