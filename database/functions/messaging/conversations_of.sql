create or replace function app.conversations_of(person uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select m.conversation_id from public.messages as m where m.sender_user_id = person
    union
    select h.conversation_id from public.held_messages as h where h.sender_user_id = person
    union
    select a.conversation_id from public.message_attachments as a where a.uploaded_by = person
    union
    select c.id from public.conversations as c where c.person_user_id = person
  )
$$;

comment on function app.conversations_of(uuid) is 'Conversations with a person, and those in which they wrote for a brand or support.';
