-- The conversation first, as everybody does who gives numbers there.
create or replace function app.lock_held_message(
  held_id uuid, out held public.held_messages, out conversation public.conversations
)
language plpgsql security definer set search_path = '' as $$
begin
  select h.* into held from public.held_messages as h where h.id = lock_held_message.held_id;
  select c.* into conversation from public.conversations as c where c.id = held.conversation_id;
  perform app.require_moderator(conversation, held.sender_user_id);
  select c.* into conversation from public.conversations as c where c.id = held.conversation_id for no key update;
  select h.* into held from public.held_messages as h where h.id = lock_held_message.held_id for no key update;
  if held.id is null then
    raise exception using errcode = 'IG003', message = 'it was erased', detail = '{}';
  elsif held.status <> 'held' then
    raise exception using
      errcode = 'IZ006', message = 'decided already',
      detail = jsonb_build_object('table', 'held_messages', 'from', held.status)::text;
  end if;
end
$$;

comment on function app.lock_held_message(uuid) is
'A message that waits, and its conversation, both locked, for an administrator who may decide. '
'Raises IM005, IG003, IK033, IZ006.';
