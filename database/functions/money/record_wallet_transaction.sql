-- What the owner sees of a movement is written in one way, whichever function moved it.
create or replace function app.record_wallet_transaction(
  wallet_id uuid, transaction_type text, amount bigint, balance_effect bigint, currency text,
  reference_id text, ledger_transaction_id uuid, description text default '', relates_to uuid default null,
  metadata jsonb default '{}'
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.wallet_transactions as t (
    wallet_id, transaction_type, amount, balance_effect, currency, reference_id, ledger_transaction_id,
    description, relates_to, metadata, status, completed_at
  ) values (
    record_wallet_transaction.wallet_id, record_wallet_transaction.transaction_type,
    record_wallet_transaction.amount, record_wallet_transaction.balance_effect,
    record_wallet_transaction.currency, record_wallet_transaction.reference_id,
    record_wallet_transaction.ledger_transaction_id, record_wallet_transaction.description,
    record_wallet_transaction.relates_to, record_wallet_transaction.metadata, 'completed', now()
  )
  returning t.id
$$;

comment on function app.record_wallet_transaction(
  uuid, text, bigint, bigint, text, text, uuid, text, uuid, jsonb
) is 'A completed operation, as the wallet''s owner sees it.';
