-- Asked for a chain only whose fingerprint differs.
create or replace function ledger.find_broken_step(account_id uuid) returns table (previous bigint, balance_before bigint)
language sql stable parallel safe security definer set search_path = '' as $$
  select c.previous, c.balance_before
  from (
    select
      e.account_version, e.balance_before, lag(e.balance_after, 1, 0::bigint) over (order by e.account_version)
        as previous
    from ledger.entries as e
    where e.account_id = find_broken_step.account_id and e.account_version is not null
  ) as c
  where c.previous <> c.balance_before
  order by c.account_version limit 1
$$;

comment on function ledger.find_broken_step(uuid) is
'The first step of a chain that does not begin where the last ended.';
