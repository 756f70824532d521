-- A body says that this is all there is: what has files or a deal is asked for.
create or replace function app.message_event(message public.messages, hearer uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', message.id, 'kind', message.kind, 'side', message.side, 'sender_user_id', message.sender_user_id,
    'client_id', case when message.sender_user_id = hearer then message.client_id end,
    'reply_to_seq', message.reply_to_seq, 'created_at', message.created_at, 'redacted_at', message.redacted_at,
    'warnings', message.metadata -> 'warnings',
    'body', case
      when message.kind in ('text', 'system') and message.redacted_at is null and octet_length(message.body) <= 2048
        then message.body
    end
  ))
$$;

comment on function app.message_event(public.messages, uuid) is
'What an event tells somebody of a message; its body up to 2048 bytes where that is all of it, its client id to its sender only.';
