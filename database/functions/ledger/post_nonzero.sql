-- An entry of nothing is refused (ledger_entry_moves_something).
create or replace function ledger.post_nonzero(
  kind text, idempotency_key text, account_ids uuid[], amounts bigint[]
) returns uuid
language sql security definer set search_path = '' as $$
  select ledger.post(
    post_nonzero.kind, post_nonzero.idempotency_key, array_agg(w.id order by w.place),
    array_agg(w.amount order by w.place)
  )
  from unnest(post_nonzero.account_ids, post_nonzero.amounts) with ordinality as w (id, amount, place)
  where w.amount <> 0
$$;

comment on function ledger.post_nonzero(text, text, uuid[], bigint[]) is
'As ledger.post, without the accounts that do not move (a fee of zero, for one).';
