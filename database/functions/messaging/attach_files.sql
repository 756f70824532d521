-- The files and the message are one: a file that is missing at the commit lets the message fail, and two messages that
-- name one file at the same time wait for each other at its row.
create or replace function app.attach_files(message public.messages, attachment_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 5;
  attached integer;
begin
  update public.message_attachments as a set seq = message.seq, held_id = null
  where a.id = any(attachment_ids) and a.conversation_id = message.conversation_id
    and a.uploaded_by = message.sender_user_id and a.status = 'stored' and a.seq is null and a.hidden_because is null
    -- What waits with a held message goes with that one only.
    and (a.held_id is null or a.held_id = (
      select h.id from public.held_messages as h
      where h.conversation_id = message.conversation_id and h.sender_user_id = message.sender_user_id
        and h.client_id = message.client_id
    ));
  get diagnostics attached = row_count;
  if attached <> cardinality(attachment_ids) or attached > most then
    raise exception using
      errcode = 'IZ004', message = 'not all of these files can be sent',
      detail = jsonb_build_object('sent', cardinality(attachment_ids), 'stored', attached, 'most', most)::text;
  end if;
end
$$;

comment on function app.attach_files(public.messages, uuid[]) is
'Sends stored files of the sender''s with a message that was just written: at most 5, each once, of the same conversation. '
'Raises IZ004.';
