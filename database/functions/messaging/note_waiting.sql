-- The job looks at a member who has this, and at no other: whoever was told, or has read, is not looked at again.
-- It may say too early: what waits really, app.waiting_of finds out.
create or replace function app.note_waiting() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.unread_count = 0 then
    new.waits_since := null;
  elsif tg_op = 'INSERT' or new.unread_count > old.unread_count then
    new.waits_since := coalesce(new.waits_since, now());
  end if;
  -- A mute that ended early is looked at again as if the message came now.
  if tg_op = 'UPDATE' and new.muted_until is distinct from old.muted_until then
    new.waits_since := least(new.waits_since, now());
  end if;
  return new;
end
$$;

comment on function app.note_waiting() is
'BEFORE INSERT, and UPDATE of unread_count and muted_until, on conversation_members: since when something may wait.';

grant execute on function app.note_waiting() to app_owner;

create or replace trigger note_waiting before insert on conversation_members
for each row when (new.unread_count > 0) execute function app.note_waiting();

create or replace trigger note_waiting_change before update of unread_count, muted_until on conversation_members
for each row when (
  new.unread_count is distinct from old.unread_count or new.muted_until is distinct from old.muted_until
) execute function app.note_waiting();
