-- Events may come in any order: a deposit that was credited meanwhile stays so.
create or replace function app.close_deposit(transaction_id uuid, new_status text, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.refuse_nulls(num_nulls(transaction_id, new_status, reason));
  update public.wallet_transactions as t
  set status = case close_deposit.new_status when 'pending' then t.status else close_deposit.new_status end,
    metadata = t.metadata || jsonb_build_object('failure_reason', left(close_deposit.reason, 500))
  where t.id = close_deposit.transaction_id and t.transaction_type = 'deposit' and t.status = 'pending';
  return found;
end
$$;

comment on function app.close_deposit(uuid, text, text) is
'A deposit that came to nothing: cancelled or failed; or pending, to note a refused attempt that may be repeated. '
'False where it was settled before.';

grant execute on function app.close_deposit(uuid, text, text) to service;
