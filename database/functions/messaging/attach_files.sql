-- The files and the message are one: a file that is missing at the commit lets the message fail, and two messages that
-- name one file at the same time wait for each other at its row.
create or replace function app.attach_files(
  conversation public.conversations, sender uuid, seq bigint, ids uuid[]
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 5;
  attached integer;
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  update public.message_attachments as a set seq = attach_files.seq, held_id = null
  where a.id = any(ids) and a.conversation_id = conversation.id and a.uploaded_by = sender and a.status = 'stored'
    and a.seq is null and a.hidden_because is null
    -- What waits with a held message goes with that one only.
    and (a.held_id is null or a.held_id = (
      select h.id
      from public.messages as m inner join public.held_messages as h
        on h.conversation_id = m.conversation_id and h.sender_user_id = m.sender_user_id and h.client_id = m.client_id
      where m.conversation_id = conversation.id and m.seq = attach_files.seq
    ));
  get diagnostics attached = row_count;
  if attached <> cardinality(ids) or attached > most then
    raise exception using
      errcode = 'IZ004', message = 'a file is not there, or not to send',
      detail = jsonb_build_object('attachment_ids', ids, 'most', most)::text;
  end if;
end
$$;

comment on function app.attach_files(public.conversations, uuid, bigint, uuid[]) is
'Sends stored files of the sender''s with a message that was just written: at most 5, each once, of the same conversation. IZ004.';
