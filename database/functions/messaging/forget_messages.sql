-- Also a second time, once nothing keeps any more what the first time left (app.forget_kept_messages).
create or replace function app.forget_messages(person uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  blank constant text := '[erased]';
  kept constant uuid[] := array(
    select c.id from public.conversations as c where c.id = any(app.conversations_of(person)) and app.is_kept(c)
  );
  written bigint;
  files bigint;
begin
  insert into public.message_originals (conversation_id, seq, body, why)
  select m.conversation_id, m.seq, m.body, 'erasure' from public.messages as m
  where m.sender_user_id = person and m.conversation_id = any(kept) and m.redacted_at is null and m.body <> blank
  on conflict do nothing;
  with blanked as (
    update public.messages as m set body = blank, metadata = m.metadata - 'warnings'
    where m.sender_user_id = person and m.redacted_at is null and m.body <> blank
    returning m.conversation_id
  ),

  -- For who asks what has changed since.
  touched as (
    update public.conversations as c set revision = c.revision + 1
    where c.id in (select b.conversation_id from blanked as b)
    returning app.queue_event(jsonb_build_object('type', 'conversation.revised', 'conversation_id', c.id))
  )

  select count(*) into written from blanked;
  delete from public.message_originals as o using public.messages as m
  where m.conversation_id = o.conversation_id and m.seq = o.seq and m.sender_user_id = person
    and o.conversation_id <> all(kept);
  delete from public.held_messages as h
  where h.sender_user_id = person and h.status = 'held' and h.conversation_id <> all(kept);
  update public.held_messages as h set body = blank, warnings = '{}'
  where h.sender_user_id = person and h.body <> blank and h.conversation_id <> all(kept);
  -- The job of messaging deletes row and file of what is 'erasure'.
  update public.message_attachments as a set
    hidden_because = case when a.conversation_id = any(kept) then 'erased_but_kept' else 'erasure' end,
    file_name = case when a.conversation_id = any(kept) then a.file_name else blank end
  where a.uploaded_by = person and a.hidden_because is distinct from 'erasure';
  get diagnostics files = row_count;
  update public.message_reports as r set note = '' where r.reporter_user_id = person and r.note <> '';
  delete from public.user_blocks as b where person in (b.blocker_user_id, b.blocked_user_id);
  delete from public.conversation_members as m where m.user_id = person;
  update public.conversations as c set closed_at = now() where c.person_user_id = person and c.closed_at is null;
  return jsonb_build_object('messages', written, 'message_attachments', files);
end
$$;

comment on function app.forget_messages(uuid) is
'Blanks what a person wrote in conversations ([erased]; the number, and the mark of a redaction, stay), hides their files, '
'closes their conversations. What a legal hold or an open dispute keeps rests out of sight. How many of each.';
