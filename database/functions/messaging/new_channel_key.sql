-- Nothing is said to the old name from the commit on. Where other sign-ins of the person live on, the old name hears once,
-- and nothing else, that there is a new one, for which it takes a sign-in to ask: else they would wait in vain.
create or replace function app.new_channel_key(user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  old_key text;
begin
  select c.key into old_key from public.realtime_channels as c
  where c.user_id = new_channel_key.user_id for no key update;
  if not found then
    insert into public.realtime_channels (user_id)
    select u.id from auth.users as u
    where u.id = new_channel_key.user_id and u.status <> 'deleted'
    on conflict on constraint realtime_channels_pkey do update set key = excluded.key, renewed_at = now();
    return;
  end if;
  update public.realtime_channels as c set key = app.draw_channel_key(), renewed_at = now()
  where c.user_id = new_channel_key.user_id and c.key = old_key;
  perform app.queue_event(jsonb_build_object(
    'type', 'channel.renewed', 'user_id', new_channel_key.user_id, 'key', old_key
  ))
  where exists (
    select from local_identity.refresh_token_families as f
    inner join auth.users as u on u.id = f.user_id and u.status = 'active'
    where f.user_id = new_channel_key.user_id and f.revoked_at is null
  );
end
$$;

comment on function app.new_channel_key(uuid) is
'A person''s channel has another name from now on, or its first one; nothing where there is no such account.';

grant execute on function app.new_channel_key(uuid) to service;
