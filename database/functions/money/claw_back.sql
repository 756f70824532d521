-- What was earned stays earned: it is taken back by an earning below zero. It is due when the earning is: what is on
-- hold is taken of what is on hold, and other earnings, due before it, are not touched. Agents give their part of the fee.
create or replace function app.claw_back(earning_id uuid, amount bigint, reason text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original public.earnings;
  campaign public.campaigns;
  already bigint;
  fee_already bigint;
  fee bigint;
  commissions uuid[];
  agents uuid[];
  parts bigint[];
  new_id constant uuid := uuidv7();
  posted uuid;
begin
  perform ledger.refuse_nulls(num_nulls(earning_id, amount, reason));
  select c.* into campaign from public.campaigns as c
  where c.id = (select e.campaign_id from public.earnings as e where e.id = claw_back.earning_id)
  for no key update;
  select e.* into original from public.earnings as e
  where e.id = claw_back.earning_id and e.kind = 'earned' for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such earning', detail = '{}';
  end if;
  select coalesce(-sum(e.amount), 0), coalesce(-sum(e.fee_amount), 0) into already, fee_already
  from public.earnings as e where e.clawback_of = original.id;
  if amount <= 0 or already + amount > original.amount then
    raise exception using
      errcode = 'IM006', message = 'no more can be taken back than was earned',
      detail = jsonb_build_object('amount', amount, 'left', original.amount - already)::text;
  end if;
  -- The fee follows in proportion; the last part takes the rest, so that all of it adds up to the original.
  fee := div(original.fee_amount::numeric * (already + amount), original.amount)::bigint - fee_already;
  select coalesce(array_agg(s.commission_id), '{}'), coalesce(array_agg(s.agent_user_id), '{}'), coalesce(array_agg(s.amount), '{}')
  into commissions, agents, parts
  from app.commissions_to_reverse(original.escrow_id, fee, original.fee_amount - fee_already) as s;

  posted := ledger.post_nonzero(
    'clawback', 'clawback:' || new_id,
    array[
      ledger.account('creator_payable', original.currency, null, original.creator_user_id),
      ledger.account('platform_revenue', original.currency),
      ledger.account('brand_available', original.currency, original.brand_id)
    ] || array(
      select ledger.account('agent_payable', original.currency, user_id => a.id)
      from unnest(agents) with ordinality as a (id, place) order by a.place
    ),
    array[
      -amount, (select coalesce(sum(p.amount), 0) from unnest(parts) as p (amount)) - fee, amount + fee
    ]::bigint[] || array(select -p.amount from unnest(parts) with ordinality as p (amount, place) order by p.place)
  );
  insert into public.earnings (
    id, creator_user_id, campaign_id, brand_id, kind, clawback_of, amount, gross_amount, fee_amount, currency,
    available_at, reason, ledger_transaction_id
  ) values (
    new_id, original.creator_user_id, original.campaign_id, original.brand_id, 'clawback', original.id,
    -amount, -(amount + fee), -fee, original.currency, original.available_at, claw_back.reason, posted
  );
  perform app.reverse_commission(p.id, p.amount, 'A deal was paid back', posted)
  from unnest(commissions, parts) as p (id, amount);
  update public.campaigns as c set budget_spent = c.budget_spent - (amount + fee) where c.id = campaign.id;
  perform app.record_wallet_transaction(
    app.wallet_of(null, original.creator_user_id, original.currency), 'transfer', amount, -amount,
    original.currency, 'earning:' || new_id, posted, left('Taken back: ' || claw_back.reason, 500)
  );
  perform app.record_wallet_transaction(
    app.wallet_of(original.brand_id, null, original.currency), 'release', amount + fee, amount + fee,
    original.currency, 'clawback:' || new_id, posted, left('Taken back from a creator: ' || claw_back.reason, 500)
  );
  perform app.notify(
    original.creator_user_id, 'payments', 'earning_clawed_back', 'An earning was taken back', claw_back.reason,
    jsonb_build_object('earning_id', original.id, 'amount', amount, 'currency', original.currency)
  );
  if already + amount = original.amount then
    perform app.note_undone_earning(original, now());
  end if;
  return new_id;
end
$$;

comment on function app.claw_back(uuid, bigint, text) is
'Net amount (minor units) back from the creator, with its share of the fee, to the brand: a negative earning, '
'netted by the next payout (of an earning on hold: by the one that would have paid it). Agents who had a part of the fee '
'give theirs of what goes back. Raises IG003, IM006.';

grant execute on function app.claw_back(uuid, bigint, text) to admin;
