-- The number and the frame stay: replies point at it, and nobody wonders what is missing. What was said rests as evidence.
create or replace function app.redact_message(conversation_id uuid, seq bigint, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
  message public.messages;
begin
  select c.* into conversation from public.conversations as c where c.id = redact_message.conversation_id;
  perform app.require_moderator(conversation, null);
  perform from public.conversations as c where c.id = conversation.id for no key update;
  select m.* into message from public.messages as m
  where m.conversation_id = conversation.id and m.seq = redact_message.seq;
  perform app.require_moderator(case when message.id is not null then conversation end, message.sender_user_id);
  if message.redacted_at is not null then
    return;
  end if;
  insert into public.message_originals (conversation_id, seq, body, why)
  values (message.conversation_id, message.seq, message.body, 'redaction')
  on conflict on constraint message_originals_pkey do nothing;
  update public.messages as m set
    body = '[redacted]', redacted_at = now(), redacted_by = auth.uid(), redaction_reason = redact_message.reason
  where m.conversation_id = message.conversation_id and m.seq = message.seq;
  update public.held_messages as h set body = '[redacted]'
  where h.conversation_id = message.conversation_id and h.seq = message.seq;
  -- For who asks what has changed since.
  update public.conversations as c set revision = c.revision + 1 where c.id = message.conversation_id;
  perform set_config('request.reason', redact_message.reason, true);
  perform app.log_action('messages.redact', 'messages', message.conversation_id || '/' || message.seq);
  perform app.queue_event(jsonb_build_object(
    'type', 'message.redacted', 'conversation_id', message.conversation_id, 'seq', message.seq
  ));
  if message.sender_user_id is not null then
    perform app.notify(
      message.sender_user_id, 'system', 'message_redacted', 'A message of yours was redacted',
      'An administrator has taken the text of a message of yours away. The reason: ' || redact_message.reason,
      jsonb_build_object('conversation_id', message.conversation_id, 'seq', message.seq)
    );
  end if;
end
$$;

comment on function app.redact_message(uuid, bigint, text) is
'An administrator takes a message''s text away, from both sides; the original rests in message_originals. Audited; a second '
'time changes nothing. Raises IM005, IG003, IK033.';

grant execute on function app.redact_message(uuid, bigint, text) to authenticated, admin;
