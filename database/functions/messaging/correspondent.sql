-- With the rights of nobody: a brand that talks with somebody knows whom, also where their profile is not shown to it.
create or replace function app.correspondent(person_user_id uuid) returns jsonb
language sql stable strict security definer set search_path = '' as $$
  select jsonb_build_object(
    'user_id', correspondent.person_user_id,
    'name', coalesce(app.creator_name(correspondent.person_user_id), case
      when exists (select from auth.users as u where u.id = correspondent.person_user_id and u.status <> 'deleted') then 'Member'
      else 'Former member' end),
    'avatar_url', (select p.avatar_url from public.creator_profiles as p where p.user_id = correspondent.person_user_id)
  )
  where auth.is_privileged() or correspondent.person_user_id = auth.uid() or exists (
    select from public.conversations as c
    where c.person_user_id = correspondent.person_user_id and c.brand_id = any(auth.brand_ids())
  )
$$;

comment on function app.correspondent(uuid) is
'The person of a conversation, for whoever takes part in one with them: {user_id, name, avatar_url}; "Member" for who has '
'no name, "Former member" for who was erased.';

grant execute on function app.correspondent(uuid) to authenticated, admin;
