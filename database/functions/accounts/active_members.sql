-- Who is suspended or banned is a member, but nobody who can act.
create or replace function app.active_members(brand_id uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select m.user_id
  from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
  where m.brand_id = active_members.brand_id and m.status = 'active' and u.status = 'active'
$$;

comment on function app.active_members(uuid) is 'The members of a brand who can act: neither they nor their account is barred.';
