-- A link that never led anywhere is a mistake of who made it, printed on something soon. To end one now is a change of it.
create or replace function app.refuse_ended_link() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception using
    errcode = 'check_violation', constraint = 'tracking_links_end_later', message = 'the end is in the past';
end
$$;

comment on function app.refuse_ended_link() is
'BEFORE INSERT on tracking_links whose end is past. Breaks tracking_links_end_later.';

grant execute on function app.refuse_ended_link() to app_owner;

create or replace trigger refuse_ended_link before insert on tracking_links
for each row when (new.expires_at <= now()) execute function app.refuse_ended_link();
