-- Both directions. What pays a debt lets go a few minutes later (app.settle_freezes), which is no fault.
create or replace function app.find_broken_freezes() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with places as (
    select d.brand_id, d.currency from public.disputes as d where d.taken > 0 and d.status <> 'lost'
    union
    select e.brand_id, e.currency from public.escrows as e where e.frozen_by is not null
  ),
  held as (
    select h.escrow_id from places as p cross join lateral app.escrows_to_hold(p.brand_id, p.currency) as h
  )
  select 'frozen escrow has an open dispute', e.id::text, 1::bigint, 0::bigint
  from public.escrows as e inner join public.disputes as d on d.id = e.frozen_by
  where d.taken = 0 or d.status = 'lost'
  union all
  select 'frozen escrow is held up by something', e.id::text, 0, 1
  from public.escrows as e
  where e.frozen_by is not null and not exists (select from held as h where h.escrow_id = e.id) and not exists (
    select from public.wallet_transactions as t
    inner join public.wallets as w on w.id = t.wallet_id and w.brand_id = e.brand_id and w.currency = e.currency
    where t.reference_id like 'debt\_paid:%' and t.completed_at > now() - interval '1 hour'
  )
  union all
  select 'what a dispute holds up is frozen', e.id::text, 1, 0
  from held as h inner join public.escrows as e on e.id = h.escrow_id
  where e.frozen_by is null
$$;

comment on function app.find_broken_freezes() is
'Escrows that are frozen without an open card dispute that holds them up, and those that one should hold up and does not.';
