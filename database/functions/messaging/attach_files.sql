-- By the sender and into this conversation; what was sent once belongs to that message.
create or replace function app.attach_files(message public.messages, attachment_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  attached integer;
begin
  update public.message_attachments as a set seq = message.seq
  where a.id = any(attachment_ids) and a.conversation_id = message.conversation_id
    and a.uploaded_by = message.sender_user_id and a.status = 'stored' and a.seq is null;
  get diagnostics attached = row_count;
  if attached <> cardinality(attachment_ids) or attached > 5 then
    raise exception using
      errcode = 'IZ004', message = 'not all of these files can be sent',
      detail = jsonb_build_object('sent', cardinality(attachment_ids), 'stored', attached, 'most', 5)::text;
  end if;
end
$$;

comment on function app.attach_files(public.messages, uuid[]) is
'Sends stored files of the sender with a message, at most five. Raises IZ004.';
