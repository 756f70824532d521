-- Whoever barred them, and whoever moved the account to another mailbox.
create or replace function app.renew_channel() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.new_channel_key(new.id);
  return null;
end
$$;

comment on function app.renew_channel() is
'AFTER an account ceases to be active, or has another address: its open connections hear nothing more.';

grant execute on function app.renew_channel() to app_owner;

-- Behind end_sign_ins, by their names: no sign-in of who is barred lives on.
create or replace trigger renew_channel after update of status, email on auth.users
for each row when ((old.status = 'active' and new.status <> 'active') or old.email is distinct from new.email)
execute function app.renew_channel();
