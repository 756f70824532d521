-- By statement, as all that writes history: a set of accounts that is barred at once is one insert.
create or replace function app.log_user_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_status_log (user_id, from_status, to_status, reason, changed_by)
  select n.id, o.status, n.status, coalesce(current_setting('request.reason', true), ''), auth.uid()
  from new_rows as n inner join old_rows as o on o.id = n.id
  where o.status <> n.status;
  return null;
end
$$;

comment on function app.log_user_status() is
'AFTER UPDATE on auth.users: user_status_log; the reason is the setting request.reason.';

grant execute on function app.log_user_status() to app_owner;

create or replace trigger log_user_status after update on auth.users
referencing old table as old_rows new table as new_rows
for each statement execute function app.log_user_status();
