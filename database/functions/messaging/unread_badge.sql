-- With the rights of whoever asks: a row that outlived what it was about counts for nobody.
create or replace function app.unread_badge() returns table (unread bigint, conversations bigint)
language sql stable set search_path = '' as $$
  select coalesce(sum(m.unread_count), 0), count(*)
  from public.conversation_members as m inner join public.conversations as c on c.id = m.conversation_id
  where m.user_id = auth.uid() and m.archived_at is null and (m.unread_count > 0 or m.marked_unread)
$$;

comment on function app.unread_badge() is
'Unread messages of the actor in conversations that are not archived, and how many of these have any, or are marked.';

grant execute on function app.unread_badge() to authenticated, admin;
