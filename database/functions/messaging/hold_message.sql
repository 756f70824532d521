-- As app.send_message, but for a number: what is kept back has none, so that nobody sees a gap.
create or replace function app.hold_message(
  conversation_id uuid, client_id uuid, body text, attachment_ids uuid[], reply_to_seq bigint, rule text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  conversation constant public.conversations := app.lock_conversation(conversation_id);
  earlier_seq bigint;
  new_id uuid;
begin
  select b.seq, b.held_id into earlier_seq, new_id from app.sent_before(conversation_id, client_id, body) as b;
  if new_id is not null then
    return new_id;
  elsif earlier_seq is not null then
    -- The same request, judged by other rules a moment ago: asked again, it is answered with what it became.
    raise exception using errcode = '40001', message = 'it was sent meanwhile';
  end if;
  perform app.require_taking_part(conversation);
  perform app.require_writable(conversation);
  if reply_to_seq is not null then
    perform app.require_written(conversation, reply_to_seq);
  end if;
  perform app.tell_moderators();
  insert into public.held_messages (
    conversation_id, brand_id, person_user_id, sender_user_id, side, client_id, body, reply_to_seq, attachment_ids, rule
  ) values (
    conversation.id, conversation.brand_id, conversation.person_user_id, auth.uid(),
    app.conversation_side(conversation.brand_id, conversation.person_user_id), hold_message.client_id,
    hold_message.body, nullif(hold_message.reply_to_seq, 0), coalesce(hold_message.attachment_ids, '{}'), hold_message.rule
  ) returning id into new_id;
  perform app.tell_of_held('message.held', auth.uid(), conversation.id, new_id, null);
  return new_id;
end
$$;

comment on function app.hold_message(uuid, uuid, text, uuid[], bigint, text) is
'Keeps a message of the actor back for an administrator; its id, or that of the one that the client id has brought before. '
'Raises IG003, IM005, IZ001, IZ002, IZ005, IZ007.';

grant execute on function app.hold_message(uuid, uuid, text, uuid[], bigint, text) to authenticated, admin;
