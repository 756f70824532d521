-- A function and no policy: a policy that showed colleagues would show their telephone numbers, too.
create or replace function app.brand_members(brand_id uuid) returns table (
  user_id uuid, full_name text, email text, avatar_url text, roles text[], created_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select
    m.user_id, p.full_name, p.email, p.avatar_url,
    array(
      select r.role from public.brand_user_roles as r
      where r.brand_id = m.brand_id and r.user_id = m.user_id order by r.role
    ),
    m.created_at
  from public.brand_memberships as m inner join public.user_profiles as p on p.id = m.user_id
  where m.brand_id = brand_members.brand_id and m.status = 'active'
    and (auth.is_privileged() or m.brand_id = any(auth.brand_ids()))
$$;

comment on function app.brand_members(uuid) is
'Who belongs to a brand, with names: for its members, who may not read each other''s profiles otherwise.';

grant execute on function app.brand_members(uuid) to authenticated, admin, service;
