-- What only moderators see is not for one of a side, whatever the reason.
create or replace function app.look_as_moderator(reason text, conversation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
begin
  perform app.look_because(look_as_moderator.reason, look_as_moderator.conversation_id);
  select c.* into conversation from public.conversations as c where c.id = look_as_moderator.conversation_id;
  perform app.require_moderator(conversation, null);
end
$$;

comment on function app.look_as_moderator(text, uuid) is
'As app.look_because, for an administrator who belongs to neither side of the conversation. Raises IM005, IZ008, IG003, IK033.';

grant execute on function app.look_as_moderator(text, uuid) to authenticated, admin;
