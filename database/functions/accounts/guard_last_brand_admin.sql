-- A brand without an administrator could take in nobody and let nobody go.
create or replace function app.guard_last_brand_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Only a brand that still has members needs someone who can manage them.
  perform from public.brand_profiles as b where b.id = old.brand_id for no key update;
  if exists (select from public.brand_memberships as m where m.brand_id = old.brand_id and m.status = 'active')
    and not exists (
      select from public.brand_user_roles as r
      inner join public.brand_memberships as m using (brand_id, user_id)
      where r.brand_id = old.brand_id and r.role = 'brand_admin' and m.status = 'active'
    )
  then
    raise exception using errcode = 'IU006', message = 'the last brand_admin cannot be removed', detail = '{}';
  end if;
  return null;
end
$$;

comment on function app.guard_last_brand_admin() is 'AFTER a brand role or membership is taken away.';

grant execute on function app.guard_last_brand_admin() to app_owner;

create or replace trigger guard_last_brand_admin after delete on brand_user_roles
for each row when (old.role = 'brand_admin') execute function app.guard_last_brand_admin();

create or replace trigger guard_last_brand_admin after update of status on brand_memberships
for each row when (old.status = 'active' and new.status <> 'active')
execute function app.guard_last_brand_admin();
