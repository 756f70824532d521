-- What a timer tells may still be somebody's act: who invites sixty times has sixty invitations expire.
create or replace function app.notify_caused(
  caused_by uuid, user_id uuid, category text, type text, title text, message text, metadata jsonb
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.notifications (caused_by, user_id, category, type, title, message, metadata)
  values (
    notify_caused.caused_by, notify_caused.user_id, notify_caused.category, notify_caused.type,
    left(notify_caused.title, 200), left(notify_caused.message, 5000), notify_caused.metadata
  )
  returning id
$$;

comment on function app.notify_caused(uuid, uuid, text, text, text, text, jsonb) is
'app.notify, where whose act is told is not who acts now: its mail counts for that person.';
