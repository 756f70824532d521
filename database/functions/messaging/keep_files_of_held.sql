-- A message that waits for an administrator may wait longer than loose files are kept.
create or replace function app.keep_files_of_held() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
begin
  if tg_op = 'UPDATE' then
    update public.message_attachments as a set held_id = null where a.held_id = new.id;
    return null;
  end if;
  update public.message_attachments as a set held_id = new.id
  where a.id = any(new.attachment_ids) and a.conversation_id = new.conversation_id
    and a.uploaded_by = new.sender_user_id and a.status = 'stored' and a.seq is null and a.held_id is null
    and a.hidden_because is null;
  get diagnostics kept = row_count;
  if kept <> cardinality(new.attachment_ids) then
    raise exception using
      errcode = 'IZ004', message = 'not all of these files can be sent',
      detail = jsonb_build_object('sent', cardinality(new.attachment_ids), 'stored', kept)::text;
  end if;
  return null;
end
$$;

comment on function app.keep_files_of_held() is
'AFTER INSERT on held_messages with files: they wait with it, and go with no other message (IZ004). AFTER it was refused: they are loose.';

grant execute on function app.keep_files_of_held() to app_owner;

create or replace trigger keep_files after insert on held_messages
for each row when (new.attachment_ids <> '{}') execute function app.keep_files_of_held();

create or replace trigger let_go_of_files after update of status on held_messages
for each row when (new.status = 'refused' and new.attachment_ids <> '{}') execute function app.keep_files_of_held();
