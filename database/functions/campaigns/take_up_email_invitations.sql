-- By its name it comes after app.provision_user, which makes a creator of who signs up.
create or replace function app.take_up_email_invitations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.take_up_email_invitations_of(new.id);
  return null;
end
$$;

comment on function app.take_up_email_invitations() is
'AFTER an address is confirmed, or a confirmed one changes: the invitations that wait for it.';

grant execute on function app.take_up_email_invitations() to app_owner;

create or replace trigger take_up_email_invitations after insert or update of confirmed_at, email on auth.users
for each row when (new.confirmed_at is not null and new.status = 'active')
execute function app.take_up_email_invitations();
