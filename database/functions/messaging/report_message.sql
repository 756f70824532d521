create or replace function app.report_message(conversation_id uuid, seq bigint, reason text, note text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
  message public.messages;
  new_id uuid;
begin
  select c.* into conversation from public.conversations as c where c.id = report_message.conversation_id;
  perform app.reading_side(conversation.brand_id, conversation.person_user_id);
  select m.* into message from public.messages as m
  where m.conversation_id = report_message.conversation_id and m.seq = report_message.seq;
  if message.id is null then
    raise exception using
      errcode = 'IZ007', message = 'no such message',
      detail = jsonb_build_object('last_seq', conversation.last_seq)::text;
  elsif message.sender_user_id is not distinct from auth.uid() or message.side = 'system' then
    raise exception using errcode = 'IZ011', message = 'own, or of the system', detail = '{}';
  end if;
  perform app.tell_moderators();
  insert into public.message_reports (conversation_id, seq, brand_id, person_user_id, reporter_user_id, reason, note)
  values (
    message.conversation_id, message.seq, message.brand_id, message.person_user_id, auth.uid(), report_message.reason,
    coalesce(report_message.note, '')
  ) returning id into new_id;
  return new_id;
end
$$;

comment on function app.report_message(uuid, bigint, text, text) is
'Somebody who takes part in a conversation reports a message of another; the report''s id. Once: message_is_reported_once_by_a_user. '
'Raises IG003, IZ007, IZ011.';

grant execute on function app.report_message(uuid, bigint, text, text) to authenticated, admin;
