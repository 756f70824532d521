-- What was posted stays: it is undone by its opposite.
create or replace function ledger.reverse(transaction_id uuid, idempotency_key text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original record;
begin
  select t.kind, array_agg(e.account_id) as account_ids, array_agg(-e.amount) as amounts into original
  from ledger.transactions as t inner join ledger.entries as e on e.transaction_id = t.id
  where t.id = reverse.transaction_id
  group by t.id;
  if not found then
    raise exception using errcode = 'IM002', message = 'no such ledger transaction', detail = '{}';
  end if;
  return ledger.post(
    'reversal', coalesce(reverse.idempotency_key, 'reverse:' || reverse.transaction_id),
    original.account_ids, original.amounts, 'Reversal of ' || original.kind, '{}', reverse.transaction_id
  );
end
$$;

comment on function ledger.reverse(uuid, text) is
'The opposite of a transaction, once: a second reversal under another key violates '
'ledger_transaction_is_reversed_once.';
