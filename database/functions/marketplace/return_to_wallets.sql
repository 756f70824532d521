create or replace function app.return_to_wallets(escrows public.escrows[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if cardinality(escrows) = 0 then
    return;
  end if;
  perform app.post_refunds('deal_refund', escrows, array(
    select ledger.account('brand_available', e.currency, e.brand_id)
    from unnest(escrows) with ordinality as e order by e.ordinality
  ));
  perform app.wallet_of(e.brand_id, null, e.currency)
  from (select distinct e.brand_id, e.currency from unnest(escrows) as e) as e;
  insert into public.wallet_transactions (
    wallet_id, transaction_type, amount, balance_effect, currency, reference_id, ledger_transaction_id, description,
    status, completed_at
  )
  select
    w.id, 'release', e.total, e.total, e.currency, t.idempotency_key, t.id, left('Back from ' || d.title, 500),
    'completed', now()
  from unnest(escrows) as e
  inner join public.deals as d on d.id = e.deal_id
  inner join public.wallets as w on w.brand_id = e.brand_id and w.currency = e.currency
  inner join ledger.transactions as t on t.idempotency_key = app.hold_reference(e);
  update public.gig_slots as s set status = 'refunded'
  from unnest(escrows) as e inner join public.deals as d on d.id = e.deal_id where s.id = d.slot_id;
end
$$;

comment on function app.return_to_wallets(public.escrows[]) is
'Held funds of deals → the brands'' wallets, with a line for each.';
