-- Before the account is locked: who sends holds a conversation, takes colleagues in and refers to their accounts; who tells of
-- what waits holds members and refers to theirs.
create or replace function app.lock_messages_of(person uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.conversations as c
  where c.id = any(app.conversations_of(person)) or c.closed_at is null and c.brand_id = any(app.brands_left_alone_by(person))
  order by c.id for no key update;
  perform from public.brand_memberships as m where m.user_id = person order by m.brand_id for no key update;
  perform from public.conversation_members as m where m.user_id = person order by m.conversation_id for update;
end
$$;

comment on function app.lock_messages_of(uuid) is
'Locks what the erasure of a person changes of messages: their conversations and those of brands that nobody else is left in, '
'so that no legal hold is set meanwhile, then their memberships, then what they are told of.';
