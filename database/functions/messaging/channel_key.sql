-- Whoever knows it could listen, so nobody is told another's.
create or replace function app.channel_key() returns text
language sql stable security definer set search_path = '' as $$
  select c.key from public.realtime_channels as c where c.user_id = (select auth.uid())
$$;

comment on function app.channel_key() is 'The key in the name of one''s own channel; NULL for whoever is no person.';

grant execute on function app.channel_key() to authenticated, admin;
