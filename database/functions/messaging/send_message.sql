-- All of a send in one call. Who sends twice at once is the same person twice: the second waits and finds the first.
create or replace function app.send_message(
  conversation_id uuid, client_id uuid, body text, attachment_ids uuid[] default '{}', reply_to_seq bigint default null,
  warned text[] default '{}'
) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  conversation constant public.conversations := app.lock_conversation(conversation_id);
  earlier constant bigint := (app.sent_before(conversation_id, client_id, body)).seq;
  message public.messages;
begin
  if earlier is not null then
    return earlier;
  elsif client_id is null then
    raise exception using errcode = '22023', message = 'without a client id it could be sent twice', detail = '{}';
  end if;
  perform app.require_taking_part(conversation);
  perform app.require_writable(conversation);
  if reply_to_seq > conversation.last_seq or reply_to_seq < 1 then
    raise exception using
      errcode = 'IZ007', message = 'no such message',
      detail = jsonb_build_object('last_seq', conversation.last_seq)::text;
  end if;
  message := app.put_message(
    conversation, auth.uid(), app.conversation_side(conversation.brand_id, conversation.person_user_id),
    client_id, case when cardinality(attachment_ids) > 0 then 'file' else 'text' end, body,
    case when cardinality(warned) > 0 then jsonb_build_object('warnings', to_jsonb(warned)) else '{}' end,
    reply_to_seq, attachment_ids
  );
  return message.seq;
end
$$;

comment on function app.send_message(uuid, uuid, text, uuid[], bigint, text[]) is
'Writes a message for the actor; its number, or that of the one that the client id has sent before. '
'Raises IG003, IM005, IZ001, IZ002, IZ004, IZ005, IZ007; 22023 without a client id.';

grant execute on function app.send_message(uuid, uuid, text, uuid[], bigint, text[]) to authenticated, admin;
