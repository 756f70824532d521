create or replace function app.count_unread(conversation_id uuid, user_id uuid, read_seq bigint) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from public.messages as m
  where m.conversation_id = count_unread.conversation_id and m.seq > count_unread.read_seq
    and m.sender_user_id is distinct from count_unread.user_id
$$;

comment on function app.count_unread(uuid, uuid, bigint) is 'Messages of others behind a read mark.';
