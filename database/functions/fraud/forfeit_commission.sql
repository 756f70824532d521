create or replace function app.forfeit_commission(held public.commissions) returns void
language plpgsql security definer set search_path = '' as $$
declare
  -- What was taken back of it before was taken from the same account.
  rest constant bigint := held.amount + (
    select coalesce(sum(c.amount), 0) from public.commissions as c where c.reverses = held.id
  );
  new_id constant uuid := uuidv7();
  posted uuid;
begin
  update public.commissions as c set status = 'reversed'
  where (c.id = held.id or c.reverses = held.id) and c.status in ('pending', 'available', 'held');
  if rest <= 0 then
    return;
  end if;
  posted := ledger.post(
    'commission_forfeit', 'commission_forfeit:' || held.id,
    array[
      ledger.account('agent_payable', held.currency, user_id => held.agent_user_id),
      ledger.account('platform_revenue', held.currency)
    ],
    array[-rest, rest]
  );
  insert into public.commissions (
    id, agent_user_id, escrow_id, kind, side, base_fee, amount, currency, status, available_at, reverses, reason,
    ledger_transaction_id
  ) values (
    new_id, held.agent_user_id, held.escrow_id, 'reversal', held.side, held.base_fee, -rest, held.currency,
    'reversed', held.available_at, held.id, 'A check was upheld', posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, held.agent_user_id, held.currency), 'transfer', rest, -rest, held.currency,
    'commission:' || new_id, posted, 'Commission taken back after a check'
  );
end
$$;

comment on function app.forfeit_commission(public.commissions) is
'agent_payable → platform_revenue: what is left of a commission that was held, with a row that says so. The caller holds its lock.';
