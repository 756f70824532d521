-- One pass compares fingerprints (ledger.find_broken_books); only where one differs do the exact queries look for the
-- place. (docs/decisions/0015-reconciliation-by-fingerprint.md)
create or replace function app.reconcile() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  began constant timestamptz := clock_timestamp();
  seed constant bigint := random() * 1e15;
  found_findings jsonb;
  new_id uuid;
begin
  with books as materialized (select * from ledger.find_broken_books(seed)),
  findings as (
    select * from books
    union all
    select * from ledger.find_broken_transactions()
    where exists (select from books as b where b.broken_rule = 'transactions are whole')
    union all
    select * from app.find_broken_money()
    union all
    select * from ledger.find_disarmed_guards()
    limit 1000
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'check', f.broken_rule, 'subject', f.subject, 'expected', f.expected, 'found', f.found
  )), '[]') into found_findings
  from findings as f;
  insert into ledger.reconciliations as r (entry_count, account_count, findings, balances, duration_ms)
  values (
    (select count(*) from ledger.entries), (select count(*) from ledger.accounts), found_findings, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'currency', s.currency, 'at_stripe', s.available + s.pending + s.reserved + s.moved_since,
        'in_books', s.in_books, 'in_transit', s.in_transit, 'difference', s.difference, 'compared_at', s.created_at
      ) order by s.currency), '[]')
      from public.stripe_balances as s
      where s.created_at = (select max(l.created_at) from public.stripe_balances as l)
    ),
    extract(milliseconds from clock_timestamp() - began)::bigint
  )
  returning r.id into new_id;
  return new_id;
end
$$;

comment on function app.reconcile() is 'Proves the books; at most 1,000 findings are written down. Returns the report.';

grant execute on function app.reconcile() to admin, service;
