-- Before a lock is taken it is known who asks: a stranger holds nobody up.
create or replace function app.lock_conversation(conversation_id uuid, reads_only boolean default false)
returns public.conversations
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
begin
  select c.* into conversation from public.conversations as c where c.id = lock_conversation.conversation_id;
  if reads_only then
    perform app.reading_side(conversation.brand_id, conversation.person_user_id);
  else
    perform app.conversation_side(conversation.brand_id, conversation.person_user_id);
  end if;
  select c.* into conversation from public.conversations as c
  where c.id = lock_conversation.conversation_id for no key update;
  return conversation;
end
$$;

comment on function app.lock_conversation(uuid, boolean) is
'Locks a conversation of the actor, so that its messages are numbered and its marks moved one after the other. '
'Raises IG003, IM005.';
