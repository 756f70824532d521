-- With the rights of this moment, not of the one at which something was written. The sender hears it, too: on other devices.
-- What a message says is left to a request where it is long.
create or replace function app.conversation_hearers(payload jsonb) returns table (user_id uuid, event jsonb)
language sql stable security definer set search_path = '' as $$
  select
    m.user_id,
    jsonb_strip_nulls(jsonb_build_object('conversation_id', c.id, 'seq', t.seq)) || case payload ->> 'type'
      when 'message.created' then app.message_event(t, m.user_id)
        || jsonb_build_object('unread_count', m.unread_count, 'badge', app.badge_of(m.user_id))
      when 'message.redacted' then jsonb_build_object('redacted_at', t.redacted_at)
      when 'conversation.revised' then jsonb_build_object('revision', c.revision)
      when 'conversation.read' then jsonb_build_object(
        'person_read_seq', c.person_read_seq, 'person_delivered_seq', c.person_delivered_seq,
        'team_read_seq', c.team_read_seq, 'team_delivered_seq', c.team_delivered_seq
      )
      else jsonb_build_object('user_id', payload -> 'user_id', 'side', payload -> 'side')
    end
  from public.conversations as c
  inner join public.conversation_members as m on m.conversation_id = c.id
  left join public.messages as t on t.conversation_id = c.id and t.seq = case jsonb_typeof(payload -> 'seq')
    when 'number' then (payload -> 'seq')::bigint
  end
  where c.id = app.id_in(payload, 'conversation_id')
    and (t.seq is not null or payload ->> 'type' not like 'message.%')
    and (payload ->> 'type' <> 'typing' or m.user_id::text is distinct from payload ->> 'user_id')
    and app.may_hear(m.user_id, c.brand_id, c.person_user_id)
$$;

comment on function app.conversation_hearers(jsonb) is
'Who is to hear of message.created, message.redacted, conversation.read, conversation.revised or typing in a conversation, and what.';
