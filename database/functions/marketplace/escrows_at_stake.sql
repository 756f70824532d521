-- Money in a wallet has no origin: what a payment has paid comes first, then the newest of the others, as many as the debt
-- takes. The last one of them may be larger than what is left of it.
create or replace function app.escrows_at_stake(brand_id uuid, currency text, deposit_ids uuid[], owed bigint)
returns table (escrow_id uuid, deposit_id uuid, place bigint)
language sql stable security definer set search_path = '' as $$
  with paid as (
    select e.id, e.deposit_id, case e.status when 'payment_processing' then 0 else e.total end as held
    from public.escrows as e
    where e.deposit_id = any(deposit_ids) and e.status in (
      'payment_processing', 'locked', 'work_in_progress', 'work_submitted', 'under_review', 'rejected', 'approved', 'disputed'
    )
  ),
  others as (
    select e.id, sum(e.total) over newest - e.total as before, row_number() over newest as place
    from public.escrows as e
    where owed > 0 and e.brand_id = escrows_at_stake.brand_id and e.currency = escrows_at_stake.currency and e.status in (
      'locked', 'work_in_progress', 'work_submitted', 'under_review', 'rejected', 'approved', 'disputed'
    ) and not exists (select from paid as p where p.id = e.id)
    window newest as (order by e.locked_at desc, e.id desc)
  )
  select p.id, p.deposit_id, 0 from paid as p
  union all
  select o.id, null, o.place from others as o
  where o.before < owed - coalesce((select sum(p.held) from paid as p), 0)
$$;

comment on function app.escrows_at_stake(uuid, text, uuid[], bigint) is
'Unfinished escrows that these deposits have paid (place 0), then others of the brand and currency, newest first, up to what '
'is owed (minor units).';
