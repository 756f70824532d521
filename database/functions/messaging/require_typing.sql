create or replace function app.require_typing(conversation_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  conversation public.conversations;
  own_side text;
begin
  select c.* into conversation from public.conversations as c where c.id = require_typing.conversation_id;
  own_side := app.conversation_side(conversation.brand_id, conversation.person_user_id);
  perform app.require_taking_part(conversation);
  perform app.require_writable(conversation);
  return own_side;
end
$$;

comment on function app.require_typing(uuid) is
'For which side the actor could write a message now. Raises IG003, IM005, IZ001, IZ002.';

grant execute on function app.require_typing(uuid) to authenticated, admin;
