-- Whoever redacts a message means its files, too; they stay as evidence.
create or replace function app.hide_files_of_redacted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.message_attachments as a set hidden_because = 'redaction'
  where a.conversation_id = new.conversation_id and a.seq = new.seq and a.hidden_because is null;
  return null;
end
$$;

comment on function app.hide_files_of_redacted() is
'AFTER a message is redacted: both sides see its files no more, administrators with a reason do.';

grant execute on function app.hide_files_of_redacted() to app_owner;

create or replace trigger hide_files after update of redacted_at on messages
for each row when (old.redacted_at is null and new.redacted_at is not null) execute function app.hide_files_of_redacted();
