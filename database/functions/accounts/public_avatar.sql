-- Whoever has the address sees it, so this function is the whole rule: it is the picture that its person shows today.
create or replace function app.public_avatar(avatar_id uuid) returns table (object_key text, media_type text)
language sql stable security definer set search_path = '' as $$
  select a.object_key, a.media_type
  from public.user_avatars as a
  inner join public.user_profiles as p on p.id = a.user_id and p.avatar_url = '/avatars/' || a.id
  inner join auth.users as u on u.id = a.user_id and u.status = 'active'
  where a.id = public_avatar.avatar_id and a.status = 'stored'
$$;

comment on function app.public_avatar(uuid) is
'Where the file of a picture is; no row unless it is the one that an active person shows.';

grant execute on function app.public_avatar(uuid) to anon;
