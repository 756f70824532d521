-- Where a file lies is said here: who could choose the key could name somebody else's file.
create or replace function app.announce_attachment(
  conversation_id uuid, file_name text, media_type text, size_bytes bigint, checksum_sha256 text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 20;
  conversation constant public.conversations := app.lock_conversation(conversation_id);
  attachment_id uuid;
begin
  perform app.require_taking_part(conversation);
  perform app.require_writable(conversation);
  -- Two at the same time, in whatever conversations: the second counts the first.
  perform pg_advisory_xact_lock(hashtextextended('loose files of ' || auth.uid(), 0));
  if most <= (
    select count(*) from public.message_attachments as a
    where a.uploaded_by = auth.uid() and a.seq is null and a.held_id is null
  ) then
    raise exception using
      errcode = 'IC019', message = 'too many files', detail = jsonb_build_object('most', most)::text;
  end if;
  insert into public.message_attachments (
    conversation_id, brand_id, person_user_id, uploaded_by, file_name, object_key, media_type, size_bytes, checksum_sha256
  ) values (
    conversation.id, conversation.brand_id, conversation.person_user_id, auth.uid(), announce_attachment.file_name,
    'messages/' || conversation.id || '/' || gen_random_uuid(), announce_attachment.media_type,
    announce_attachment.size_bytes, announce_attachment.checksum_sha256
  ) returning id into attachment_id;
  return attachment_id;
end
$$;

comment on function app.announce_attachment(uuid, text, text, bigint, text) is
'A row for a file that the actor is about to upload into a conversation in which they may write; at most 20 that are not '
'sent yet. size_bytes: the most that is taken. Raises IG003, IM005, IC019, IZ001, IZ002.';

grant execute on function app.announce_attachment(uuid, text, text, bigint, text) to authenticated, admin;
