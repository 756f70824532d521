-- Whoever knows it could listen, so nobody is told another's; an access token outlives its sign-in, so it is not enough.
create or replace function app.channel_key(session_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select c.key
  from public.realtime_channels as c
  inner join local_identity.refresh_token_families as f on f.user_id = c.user_id
  where c.user_id = (select auth.uid()) and f.id = channel_key.session_id and f.revoked_at is null
$$;

comment on function app.channel_key(uuid) is
'The key in the name of one''s own channel, for a sign-in of one''s own that lives; NULL for any other.';

grant execute on function app.channel_key(uuid) to authenticated, admin;
