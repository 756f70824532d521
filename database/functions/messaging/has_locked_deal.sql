-- Whoever has worked together once knows how to reach the other. What was only offered, or came to nothing, does not count.
create or replace function app.has_locked_deal(brand_id uuid, person_user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select
    from public.deals as d inner join public.escrows as e on e.deal_id = d.id
    where d.brand_id = has_locked_deal.brand_id and d.creator_user_id = has_locked_deal.person_user_id
      and e.locked_at is not null and e.status not in ('refunding', 'refunded', 'cancelled')
  )
$$;

comment on function app.has_locked_deal(uuid, uuid) is
'Whether money of a deal between a brand and a person is held, or was paid out.';
