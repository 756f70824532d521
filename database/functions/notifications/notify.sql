-- Definer, because nobody may write into an inbox, not even into their own.
create or replace function app.notify(
  user_id uuid, category text, type text, title text, message text, metadata jsonb default '{}'
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, category, type, title, message, metadata)
  values (notify.user_id, notify.category, notify.type, left(notify.title, 200), left(notify.message, 5000),
    coalesce(notify.metadata, '{}'))
  returning id
$$;

comment on function app.notify(uuid, text, text, text, text, jsonb) is
'Tells one user; the id of the notification. Texts that are too long are cut.';

grant execute on function app.notify(uuid, text, text, text, text, jsonb) to app_owner, admin, service;
