-- The list of addresses that get no mail names people too: whoever is forgotten is forgotten there as well.
create or replace function app.forget_suppressions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.notification_unsubscribes as s where s.email = old.email;
  return null;
end
$$;

comment on function app.forget_suppressions() is
'AFTER UPDATE on auth.users, of an account that is erased: its address leaves the list of those that get no mail.';

grant execute on function app.forget_suppressions() to app_owner;

create or replace trigger forget_suppressions after update of status on auth.users
for each row when (old.status is distinct from new.status and new.status = 'deleted')
execute function app.forget_suppressions();
