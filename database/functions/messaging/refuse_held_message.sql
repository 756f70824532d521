create or replace function app.refuse_held_message(held_id uuid, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  held constant public.held_messages := (app.lock_held_message(held_id)).held;
begin
  update public.held_messages as h set
    status = 'refused', reviewed_by = auth.uid(), reviewed_at = now(), reason = refuse_held_message.reason
  where h.id = held.id;
  perform app.tell_of_held('message.refused', held.sender_user_id, held.conversation_id, held.id, null);
  perform app.notify(
    held.sender_user_id, 'system', 'message_refused', 'A message was not delivered',
    'A message that you wrote was looked at by an administrator and not delivered. The reason: '
    || refuse_held_message.reason,
    jsonb_build_object('conversation_id', held.conversation_id, 'held_id', held.id)
  );
end
$$;

comment on function app.refuse_held_message(uuid, text) is
'An administrator refuses a message that waits; its sender is told why. Raises IM005, IG003, IK033, IZ006.';

grant execute on function app.refuse_held_message(uuid, text) to authenticated, admin;
