create or replace function app.still_waits(notification public.notifications) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.conversation_members as m cross join lateral app.waiting_of(m) as w
    where m.conversation_id = (notification.metadata ->> 'conversation_id')::uuid
      and m.user_id = notification.user_id and w.first_seq <= (notification.metadata ->> 'seq')::bigint
      and coalesce(m.muted_until <= now(), true)
  )
$$;

comment on function app.still_waits(public.notifications) is
'Whether anything of what a notification messages_waiting told is still unread, and its reader wants to hear of it.';
