-- A brand without an administrator could take in nobody and let nobody go, one without anybody could own money that no
-- one may move. Who is suspended or banned cannot act: they are members, but nobody whom a brand can be left to.
create or replace function app.guard_last_brand_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was_admin constant boolean := tg_table_name = 'brand_user_roles' or exists (
    select from public.brand_user_roles as r
    where r.brand_id = old.brand_id and r.user_id = old.user_id and r.role = 'brand_admin'
  );
  obstacles text[];
begin
  -- Two that go at the same moment must not both find the other still there. The strongest lock, because whoever joins,
  -- deposits or starts a campaign holds the weakest one (FOR KEY SHARE, as a foreign key does) and looks again then.
  perform from public.brand_profiles as b where b.id = old.brand_id for update;
  if exists (
    select from public.brand_user_roles as r
    inner join public.brand_memberships as m using (brand_id, user_id)
    inner join auth.users as u on u.id = m.user_id
    where r.brand_id = old.brand_id and r.role = 'brand_admin' and m.status = 'active' and u.status = 'active'
  ) then
    return null;
  elsif not was_admin and exists (
    select from public.brand_memberships as m where m.brand_id = old.brand_id and m.status = 'active'
  ) then
    return null; -- its administrators are barred: whoever else goes makes nothing worse
  elsif exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = old.brand_id and m.status = 'active' and u.status = 'active'
  ) then
    raise exception using errcode = 'IU006', message = 'the last brand_admin cannot be removed', detail = '{}';
  end if;
  obstacles := app.brand_obstacles(old.brand_id);
  if cardinality(obstacles) > 0 then
    raise exception using errcode = 'IU013', message = 'the brand is not empty',
      detail = jsonb_strip_nulls(jsonb_build_object(
        'obstacles', obstacles, 'campaigns', nullif(app.running_campaigns(array[old.brand_id]), '[]')
      ))::text;
  end if;
  return null;
end
$$;

comment on function app.guard_last_brand_admin() is
'A brand with members keeps somebody who manages them (IU006); the last of all leaves an empty brand only (IU013).';

grant execute on function app.guard_last_brand_admin() to app_owner;

create or replace trigger guard_last_brand_admin after delete on brand_user_roles
for each row when (old.role = 'brand_admin') execute function app.guard_last_brand_admin();

create or replace trigger guard_last_brand_admin after update of status on brand_memberships
for each row when (old.status = 'active' and new.status <> 'active')
execute function app.guard_last_brand_admin();
