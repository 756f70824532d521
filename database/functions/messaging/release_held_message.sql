-- It goes out now, behind all that was written meanwhile, and only where its sender could send it now: who has left, was
-- banned, blocked or taken out of the campaign, or writes into what is closed, is not made to speak by us.
create or replace function app.release_held_message(held_id uuid, reason text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  locked constant record := app.lock_held_message(held_id);
  held constant public.held_messages := locked.held;
  conversation constant public.conversations := locked.conversation;
  message public.messages;
begin
  perform app.require_writable(conversation);
  perform app.require_sender(conversation, held.sender_user_id, held.side);
  message := app.put_message(
    conversation, held.sender_user_id, held.side, held.client_id,
    case when held.attachment_ids <> '{}' then 'file' else 'text' end, held.body,
    case when held.warnings <> '{}' then jsonb_build_object('warnings', to_jsonb(held.warnings)) else '{}' end,
    held.reply_to_seq, held.attachment_ids
  );
  update public.held_messages as h set
    status = 'released', seq = message.seq, reviewed_by = auth.uid(), reviewed_at = now(),
    reason = release_held_message.reason
  where h.id = held.id;
  perform app.tell_of_held('message.released', held.sender_user_id, held.conversation_id, held.id, message.seq);
  return message.seq;
end
$$;

comment on function app.release_held_message(uuid, text) is
'An administrator lets a message that waits be sent: it gets the next number. '
'Raises IM005, IG003, IK033, IZ001, IZ002, IZ004, IZ006, IZ010.';

grant execute on function app.release_held_message(uuid, text) to authenticated, admin;
