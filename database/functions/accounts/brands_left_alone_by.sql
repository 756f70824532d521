create or replace function app.brands_left_alone_by(person uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select m.brand_id from public.brand_memberships as m
    where m.user_id = person and m.status = 'active' and not exists (
      select from public.brand_memberships as o
      where o.brand_id = m.brand_id and o.user_id <> person and o.status = 'active'
    )
  )
$$;

comment on function app.brands_left_alone_by(uuid) is 'Brands in which a person is the only active member.';
