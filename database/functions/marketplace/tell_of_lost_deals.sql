-- Whether a creator who delivered gives something back is a decision, and nobody decides about what they do not hear of.
create or replace function app.tell_of_lost_deals(deposit_id uuid) returns void
language sql security definer set search_path = '' as $$
  select app.notify_administrators(
    'payments', 'deal_payment_lost', 'A lost payment has paid for deals',
    'Deals that it paid for are finished, and its brand owes for it. What their creators earned stays theirs, unless you claw it back.',
    jsonb_build_object(
      'deposit_id', tell_of_lost_deals.deposit_id, 'earning_ids', jsonb_agg(n.id), 'amount', sum(n.amount), 'currency', min(n.currency)
    ),
    'deal_payment_lost:' || tell_of_lost_deals.deposit_id
  )
  from public.escrows as e inner join public.earnings as n on n.escrow_id = e.id and n.kind = 'earned'
  where e.deposit_id = tell_of_lost_deals.deposit_id
  having count(*) > 0
$$;

comment on function app.tell_of_lost_deals(uuid) is
'Tells administrators, once, which earnings (amount in minor units) a payment has paid that was taken back for good.';
