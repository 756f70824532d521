-- A brand may not read who is banned: it asks who is listed.
create or replace function app.may_see_creator(user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    auth.is_privileged() or may_see_creator.user_id = auth.uid()
    or auth.brand_ids() <> '{}' and exists (
      select from public.creator_directory as d where d.user_id = may_see_creator.user_id
    ),
    false
  )
$$;

comment on function app.may_see_creator(uuid) is
'Whether this actor may see a creator in the directory: brands those who are listed, creators themselves, administrators '
'and the service all.';

grant execute on function app.may_see_creator(uuid) to authenticated, admin, service;
