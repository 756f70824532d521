-- The one place that numbers messages: one statement for each thing that there is to do, whoever sends.
create or replace function app.put_message(
  conversation public.conversations, sender uuid, side text, client_id uuid, kind text, body text, metadata jsonb,
  reply_to_seq bigint, attachment_ids uuid[]
) returns public.messages
language plpgsql security definer set search_path = '' as $$
declare
  next_seq constant bigint := conversation.last_seq + 1;
  read_up_to bigint;
  message public.messages;
begin
  perform app.admit_members(conversation);
  -- Who writes has read what there is, if nothing of others waits; else what they have not seen still counts.
  with there as materialized (
    select m.user_id from public.conversation_members as m
    where m.conversation_id = conversation.id
    order by m.user_id for no key update
  ),
  raised as (
    update public.conversation_members as m set
      unread_count = m.unread_count + (m.user_id is distinct from sender)::integer,
      last_read_seq = case when m.user_id = sender and m.unread_count = 0 then next_seq else m.last_read_seq end,
      last_read_at = case when m.user_id = sender and m.unread_count = 0 then now() else m.last_read_at end,
      last_delivered_seq = case when m.user_id = sender and m.unread_count = 0 then next_seq else m.last_delivered_seq end,
      marked_unread = m.marked_unread and m.user_id is distinct from sender,
      archived_at = null
    from there
    where m.conversation_id = conversation.id and m.user_id = there.user_id
    returning m.user_id, m.last_read_seq
  )
  select r.last_read_seq into read_up_to from raised as r where r.user_id = sender;
  update public.conversations as c set
    last_seq = next_seq,
    last_message_at = now(),
    person_read_seq = case put_message.side when 'person' then greatest(c.person_read_seq, read_up_to) else c.person_read_seq end,
    person_delivered_seq = case put_message.side
      when 'person' then greatest(c.person_delivered_seq, read_up_to) else c.person_delivered_seq end,
    team_read_seq = case when put_message.side in ('brand', 'support')
      then greatest(c.team_read_seq, read_up_to) else c.team_read_seq end,
    team_delivered_seq = case when put_message.side in ('brand', 'support')
      then greatest(c.team_delivered_seq, read_up_to) else c.team_delivered_seq end
  where c.id = conversation.id and c.last_seq = conversation.last_seq;
  if not found then
    raise exception using errcode = 'IM002', message = 'the conversation was not locked', detail = '{}';
  end if;
  insert into public.messages (
    conversation_id, seq, brand_id, person_user_id, sender_user_id, side, client_id, kind, body, metadata, reply_to_seq
  ) values (
    conversation.id, next_seq, conversation.brand_id, conversation.person_user_id, sender, put_message.side,
    put_message.client_id, put_message.kind, put_message.body, coalesce(put_message.metadata, '{}'),
    put_message.reply_to_seq
  ) returning * into message;
  if cardinality(attachment_ids) > 0 then
    perform app.attach_files(message, attachment_ids);
  end if;
  perform app.queue_event(jsonb_build_object(
    'type', 'message.created', 'conversation_id', message.conversation_id, 'seq', message.seq
  ));
  return message;
end
$$;

comment on function app.put_message(public.conversations, uuid, text, uuid, text, text, jsonb, bigint, uuid[]) is
'Writes the next message of a conversation that the caller has locked (for no key update) and read behind that; counts it '
'for all but the sender (NULL: the system), takes it out of archives, queues its event. Raises IZ004.';
