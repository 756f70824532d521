create or replace function app.badge_of(user_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(m.unread_count), 0)
  from public.conversation_members as m
  where m.user_id = badge_of.user_id and m.archived_at is null and m.unread_count > 0
$$;

comment on function app.badge_of(uuid) is 'Messages that somebody has not read, in conversations that are not archived.';
