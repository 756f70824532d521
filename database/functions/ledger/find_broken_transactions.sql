-- It groups every entry there is: asked only where a fingerprint differs.
create or replace function ledger.find_broken_transactions() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  select 'entries of a transaction sum to zero', e.transaction_id::text, 0, sum(e.amount)::bigint
  from ledger.entries as e group by e.transaction_id, e.currency having sum(e.amount) <> 0
  union all
  select
    'transaction and entries belong together', coalesce(t.id, e.transaction_id)::text, coalesce(t.entry_count, 0),
    coalesce(e.entries, 0)
  from ledger.transactions as t
  full join (
    select e.transaction_id, count(*) as entries from ledger.entries as e group by e.transaction_id
  ) as e on e.transaction_id = t.id
  where coalesce(t.entry_count, 0) <> coalesce(e.entries, 0)
$$;

comment on function ledger.find_broken_transactions() is 'Which transactions are not whole: slow and exact.';
