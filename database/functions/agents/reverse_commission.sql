-- What was earned stays as it is: it is taken back by a row below zero, which waits for what the first one waits for. Only
-- where both together come to nothing, and none of them is in a payout, is nothing owed by either: then nobody decides about
-- it any more.
create or replace function app.reverse_commission(commission_id uuid, amount bigint, reason text, posted uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original public.commissions;
  new_id uuid;
begin
  select c.* into original from public.commissions as c
  where c.id = reverse_commission.commission_id for no key update;
  insert into public.commissions as c (
    agent_user_id, escrow_id, kind, side, base_fee, amount, currency, status, available_at, reverses, reason,
    ledger_transaction_id
  ) values (
    original.agent_user_id, original.escrow_id, 'reversal', original.side, original.base_fee,
    -reverse_commission.amount, original.currency,
    case
      when original.payout_id is null then original.status
      when original.available_at <= now() then 'available'
      else 'pending'
    end,
    original.available_at, original.id, reverse_commission.reason, posted
  ) returning c.id into new_id;
  -- A run may be taking one of them at this moment: it is waited for, and what it took is seen.
  perform from public.commissions as c where c.reverses = original.id order by c.id for no key update;
  update public.commissions as c set status = 'reversed'
  where (c.id = original.id or c.reverses = original.id) and not exists (
    select from public.commissions as f where (f.id = original.id or f.reverses = original.id)
    having sum(f.amount) <> 0 or count(f.payout_id) > 0
  );
  update public.commission_holds as h set released_at = now()
  from public.commissions as c
  where h.commission_id = original.id and h.released_at is null and c.id = original.id and c.status = 'reversed';
  perform app.record_wallet_transaction(
    app.wallet_of(null, original.agent_user_id, original.currency), 'transfer', reverse_commission.amount,
    -reverse_commission.amount, original.currency, 'commission:' || new_id, posted, 'Commission taken back'
  );
  perform app.notify(
    original.agent_user_id, 'agents', 'commission_reversed', 'A commission was taken back', reverse_commission.reason,
    jsonb_build_object(
      'commission_id', original.id, 'amount', reverse_commission.amount, 'currency', original.currency
    )
  );
  return new_id;
end
$$;

comment on function app.reverse_commission(uuid, bigint, text, uuid) is
'So much (minor units) of a commission back, by a posting that the caller has made: a row below zero, the wallet line, the news; '
'reason is for the agent to read. Returns the row. Raises IR011 for more than is left.';
