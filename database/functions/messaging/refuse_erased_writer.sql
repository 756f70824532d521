-- Whoever is being erased at this moment holds their account: what they are writing waits for it, and is refused behind it.
create or replace function app.refuse_erased_writer() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  writer uuid;
begin
  if tg_table_name = 'message_reports' then
    writer := new.reporter_user_id;
  elsif tg_table_name = 'message_attachments' then
    writer := new.uploaded_by;
  else
    writer := new.sender_user_id;
  end if;
  perform from auth.users as u where u.id = writer and u.status <> 'deleted' for key share;
  if not found and writer is not null then
    raise exception using errcode = 'IU001', message = 'no such account', detail = '{}';
  end if;
  return new;
end
$$;

comment on function app.refuse_erased_writer() is
'BEFORE INSERT of what somebody writes in conversations: nobody writes once they are forgotten. Raises IU001.';

grant execute on function app.refuse_erased_writer() to app_owner;

create or replace trigger refuse_erased_writer before insert on messages
for each row execute function app.refuse_erased_writer();

create or replace trigger refuse_erased_writer before insert on held_messages
for each row execute function app.refuse_erased_writer();

create or replace trigger refuse_erased_writer before insert on message_attachments
for each row execute function app.refuse_erased_writer();

create or replace trigger refuse_erased_writer before insert on message_reports
for each row execute function app.refuse_erased_writer();
